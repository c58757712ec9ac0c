"""Making a player a number: the person's data go, what others have read and answered stays."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from accounts.models import DataExport, SignUpAddress, User
from accounts.personal_data import Gone, keepers
from accounts.selectors import named_like
from accounts.services.players import end_sessions, player_to_decide_over
from accounts.signals import tell_of_power
from common.errors import InvalidInput, NotAllowed
from common.models import IdempotentResult
from common.page_cache import forget_pages
from common.sweeps import keys_in_batches, sweep_each
from mailing.retention import forget_address

# No mail server answers for it (RFC 2606).
NOWHERE = "deleted.invalid"


@transaction.atomic
def erase_player(*, player_id: int, typed_name: str, by: User) -> User:
    """Delete a player's data for good, as an administrator who has typed the player's name.

    Raises:
        User.DoesNotExist: there is no such player.
        NotAllowed: `by` may not decide over this player, or it is an owner's account.
        InvalidInput: the name isn't the player's.

    Side effects: as `_erase`.
    """
    player = player_to_decide_over(player_id, by)
    if player.is_superuser:
        raise NotAllowed(_("An owner’s account isn’t deleted here."))
    if player.erased_at is not None:
        raise NotAllowed(_("Nothing but a number is left of this player already."))
    if typed_name.strip() != player.display_name:
        raise InvalidInput(field_errors={"typed_name": [_("This is not the player’s name.")]})
    _erase(player, by=by)
    return player


def erase_due(*, now: datetime) -> int:
    """Delete the data of those whose days of regret are over; an error in one stops no other."""
    due = keys_in_batches(User.objects.filter(leaves_at__lte=now))
    return sweep_each(due, lambda player_id: _erase_leaving(player_id, now), what="the deletion of player")


@transaction.atomic
def _erase_leaving(player_id: int, now: datetime) -> bool:
    due = User.objects.select_for_update(of=("self",)).filter(pk=player_id, leaves_at__lte=now)
    player = due.first()
    if player is None or player.has_power:
        return False  # taken back meanwhile, or given a role
    _erase(player, by=None)
    return True


def _erase(player: User, *, by: User | None) -> None:
    """Take the person out of the locked row and of what every app keeps.

    Side effects: sessions and letters are gone; a line without a name in the log of power.
    """
    gone = Gone(player=player, email=player.email, name=player.display_name)
    end_sessions(player=player)
    _become_a_number(player)
    for rows in (EmailAddress, Authenticator, UserProfile, IdempotentResult, SignUpAddress):
        rows.objects.filter(user=player).delete()
    DataExport.objects.filter(player=player).delete()
    for keeper in keepers():
        keeper.erase(gone)
    forget_address(gone.email)
    ModelLogEntry.objects.for_instance(player).update(label=player.display_name, data={})
    tell_of_power("player.erase", player, by=by)
    forget_pages()


def _become_a_number(player: User) -> None:
    now = timezone.now()
    player.email = f"deleted-{player.pk}@{NOWHERE}"
    player.display_name = _free_number(player.pk)
    player.set_unusable_password()
    player.is_active = player.is_staff = player.is_superuser = False
    player.erased_at, player.deactivated_at, player.leaves_at, player.taken_down = now, now, None, {}
    player.last_login = player.rules_accepted_at = None
    player.play_week, player.shows_play_week = "", False
    player.time_zone = User._meta.get_field("time_zone").default
    player.trust, player.trust_is_fixed = User.Trust.NEW, False
    player.save()
    player.groups.clear()
    player.user_permissions.clear()


def _free_number(number: int) -> str:
    """Return what the board calls the player from now on; somebody may have taken that name as a joke."""
    with translation.override(settings.LANGUAGE_CODE):
        name = _("Deleted player %(number)d") % {"number": number}
    return f"{name} {uuid4().hex[:4]}" if named_like(name).exists() else name
