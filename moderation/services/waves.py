"""A wave of accounts is swept away in one step, and comes back in one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.signal_handlers import disable_reference_index_auto_update

from accounts.models import User
from common.errors import InvalidInput
from moderation.errors import SweepUndone
from moderation.limits import MOST_SWEPT
from moderation.models import Deed, Sanction, Sweep, SweepMember
from moderation.services.log import about, record_act
from moderation.services.queue import check_moderates
from moderation.services.sanctions import give_sanction, lock_sanction, take_back_sanction
from moderation.services.trust import review_level_soon


@transaction.atomic
def sweep_wave(
    *, player_ids: Collection[int], reason: str, by: User, found_by: Mapping[str, object] | None = None
) -> Sweep:
    """Keep all these accounts out and hide what they wrote, in one step that can be undone.

    Nobody is written to: letters to a wave go to addresses that are nobody's. Whoever is real reads the
    reason on the page that a log-in leads to, and can object there.

    Raises:
        NotModerator, NotOverStaff: `by` may not decide over one of them; then nothing is done to any.
        InvalidInput: nobody is chosen, or more than one step takes.

    Side effects: a line in the log for the sweep, for each account and for all that is hidden.
    """
    check_moderates(by)
    chosen = sorted(set(player_ids))
    if not 0 < len(chosen) <= MOST_SWEPT:
        limits = _("Choose from one to %(most)d accounts.") % {"most": MOST_SWEPT}
        raise InvalidInput(field_errors={"player": [limits]})
    sweep = Sweep.objects.create(by=by, reason=reason, found_by=dict(found_by or {}))
    players = User.objects.select_for_update(of=("self",)).filter(pk__in=chosen).order_by("pk")
    # What is hidden names nothing anew; Wagtail would look for references at every row.
    with disable_reference_index_auto_update():
        sanctions = _ban(players, reason, by)
    SweepMember.objects.bulk_create(SweepMember(sweep=sweep, sanction=given) for given in sanctions)
    record_act(what=Deed.WAVE_SWEEP, on=about(sweep), by=by, why=reason, after={"players": len(sanctions)})
    for given in sanctions:
        review_level_soon(player_id=given.player_id)
    return sweep


@transaction.atomic
def undo_sweep(*, sweep_id: int, by: User) -> int:
    """Let all accounts of a sweep in again, with what it has hidden; return how many.

    Who was let in before, by an objection, stays as they are.

    Raises:
        Sweep.DoesNotExist: there is no such sweep.
        NotModerator: `by` decides nothing here.
        SweepUndone: it is undone already.
    """
    check_moderates(by)
    sweep = Sweep.objects.select_for_update(of=("self",)).get(pk=sweep_id)
    if sweep.undone_at is not None:
        raise SweepUndone
    members = sweep.members.filter(sanction__ended_at=None).order_by("sanction__player_id")
    with disable_reference_index_auto_update():
        returned = sum(_let_in(pk, sweep, by) for pk in members.values_list("sanction_id", flat=True))
    sweep.undone_at, sweep.undone_by = timezone.now(), by
    sweep.save(update_fields=["undone_at", "undone_by"])
    record_act(what=Deed.WAVE_UNDO, on=about(sweep), by=by, after={"players": returned})
    return returned


def _ban(players: Iterable[User], reason: str, by: User) -> list[Sanction]:
    kind = Sanction.Kind.BAN
    return [
        give_sanction(player=player, kind=kind, reason=reason, by=by, until=None, hides=True)
        for player in players
    ]


def _let_in(sanction_id: int, sweep: Sweep, by: User) -> bool:
    given = lock_sanction(sanction_id)
    if given.ended_at is not None:
        return False
    take_back_sanction(given, by=by, why=sweep.reason)
    return True
