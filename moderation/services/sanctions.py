"""Warn, mute, suspend, ban; what becomes of the player's texts is chosen, and comes back with the end."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from common.errors import InvalidInput
from common.sweeps import keys_in_batches, sweep_each
from moderation import notifications
from moderation.errors import NotOverStaff, SanctionOver
from moderation.models import Case, Sanction
from moderation.rights import is_over
from moderation.services.hiding import bring_back, hide_everything
from moderation.services.log import About, record_act
from moderation.services.queue import check_moderates, close_cases
from moderation.services.trust import review_level_soon
from moderation.subjects import Subject


@transaction.atomic
def sanction_player(
    *, player_id: int, kind: str, reason: str, by: User, until: datetime | None = None, hides: bool = False
) -> Sanction:
    """Warn a player, or keep the player from writing or out of the site.

    `until` belongs to a mute and a suspension; `hides` takes live listings and open responses away as long.

    Raises:
        User.DoesNotExist: there is no such player.
        NotModerator, NotOverStaff: `by` may not decide over this player.
        InvalidInput: the end is missing, or past.

    Side effects: the player is told; a line in the log; the level is computed anew.
    """
    check_moderates(by)
    player = User.objects.select_for_update(of=("self",)).get(pk=player_id)
    given = give_sanction(
        player=player, kind=kind, reason=reason, by=by, until=_end(kind, until), hides=hides
    )
    notifications.sanctioned(given)
    review_level_soon(player_id=player.pk)
    return given


def give_sanction(
    *, player: User, kind: str, reason: str, by: User, until: datetime | None, hides: bool
) -> Sanction:
    """Give a sanction to a player whose row the caller has locked, without a word to the player.

    Raises:
        NotOverStaff: `by` may not decide over this player.
    """
    _check_over(player, by)
    given = Sanction.objects.create(player=player, kind=kind, reason=reason, given_by=by, until=until)
    hidden = hide_everything(given, by=by) if hides else 0
    _write_state(player)
    after = {"until": until.isoformat() if until else None, "hidden": hidden}
    record_act(what=f"player.{kind}", on=_about(player), by=by, why=reason, after=after)
    return given


@transaction.atomic
def lift_sanction(*, sanction_id: int, by: User, why: str = "") -> Sanction:
    """End a sanction before its time, and bring back what it had hidden.

    Raises:
        Sanction.DoesNotExist: there is no such sanction.
        NotModerator, NotOverStaff: `by` may not decide over this player.
        SanctionOver: it has ended already.
    """
    check_moderates(by)
    given = lock_sanction(sanction_id)
    _check_over(given.player, by)
    if given.ended_at is not None:
        raise SanctionOver
    take_back_sanction(given, by=by, why=why)
    notifications.sanction_lifted(given)
    return given


def take_back_sanction(given: Sanction, *, by: User, why: str) -> None:
    """End a sanction in force whose row the caller has locked, without a word to the player."""
    _end_it(given, by=by)
    record_act(what="player.lift", on=_about(given.player), by=by, why=why, before={"kind": given.kind})


def end_sanctions(*, now: datetime) -> int:
    """End the sanctions whose time has come; an error in one stops no other. Return how many."""
    return sweep_each(keys_in_batches(Sanction.objects.over(now)), _end_over, what="sanction")


@transaction.atomic
def _end_over(sanction_id: int) -> bool:
    given = lock_sanction(sanction_id)
    if given.ended_at is not None:
        return False
    _end_it(given, by=None)
    return True


def lock_sanction(sanction_id: int) -> Sanction:
    """Lock the player and then the sanction: in this order everywhere."""
    player_id = Sanction.objects.values_list("player_id", flat=True).get(pk=sanction_id)
    User.objects.select_for_update(of=("self",)).get(pk=player_id)
    return Sanction.objects.select_for_update(of=("self",)).select_related("player").get(pk=sanction_id)


def _end_it(given: Sanction, *, by: User | None) -> None:
    given.ended_at, given.lifted_by = timezone.now(), by
    given.save(update_fields=["ended_at", "lifted_by"])
    bring_back(given, by=by)
    _write_state(given.player)
    close_cases(
        subject="sanction", pk=given.pk, kinds=[Case.Kind.APPEAL], decision=Case.Decision.LIFTED, by=by
    )
    review_level_soon(player_id=given.player_id)


def _write_state(player: User) -> None:
    """Copy the longest sanction of each kind that is in force to the player."""
    force = list(Sanction.objects.in_force().filter(player=player))
    mutes = [one.lasts_until for one in force if one.kind == Sanction.Kind.MUTE]
    outs = [one.lasts_until for one in force if one.kind in Sanction.KEEPING_OUT]
    player.muted_until, player.suspended_until = max(mutes, default=None), max(outs, default=None)
    player.save(update_fields=["muted_until", "suspended_until"])


def _check_over(player: User, by: User) -> None:
    if not is_over(by, player):
        raise NotOverStaff


def _end(kind: str, until: datetime | None) -> datetime | None:
    if kind not in Sanction.TIMED:
        return None
    if until is None or until <= timezone.now():
        raise InvalidInput(field_errors={"until": [_("Say until when: a moment to come.")]})
    return until


def _about(player: User) -> About:
    return About(Subject.PLAYER, player.pk, str(player))
