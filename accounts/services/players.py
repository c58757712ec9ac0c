"""Profiles, doors closed and opened, sign-ups that nobody confirmed."""

from __future__ import annotations

from datetime import datetime, timedelta
from ipaddress import ip_address

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from accounts import letters
from accounts.models import SignUpAddress, User
from accounts.selectors import name_is_taken, unconfirmed
from accounts.signals import player_deactivated, tell_of_power
from common import watch
from common.errors import IllegalTransition, InvalidInput, NotAllowed
from common.page_cache import forget_pages
from common.sweeps import keys_in_batches, sweep_each
from common.week import Week
from mailing import suspension

UNCONFIRMED_KEPT = timedelta(hours=24)
ADDRESSES_KEPT = timedelta(days=30)


@transaction.atomic
def change_profile(*, display_name: str, language: str, time_zone: str, by: User) -> User:
    """Change one's own name, language and time zone.

    Raises:
        InvalidInput: the name is somebody else's, or another one that says what can't stand on the board.

    Side effects: cached pages are dropped.
    """
    player = User.objects.select_for_update(of=("self",)).get(pk=by.pk)
    if name_is_taken(display_name, email=player.email, except_for=player):
        raise InvalidInput(
            field_errors={"display_name": [_("This name is taken, or looks like one that is taken.")]}
        )
    if display_name != player.display_name:
        watch.check({"display_name": display_name})
    player.display_name = display_name
    player.language, player.language_is_chosen = language, True
    player.time_zone = time_zone
    player.save(update_fields=["display_name", "language", "language_is_chosen", "time_zone"])
    forget_pages()
    return player


@transaction.atomic
def change_play_week(*, week: Week, shown: bool, by: User) -> User:
    """Say when one plays, by the clocks of one's own time zone, and whether the profile tells it.

    Side effects: cached pages are dropped.
    """
    player = User.objects.select_for_update(of=("self",)).get(pk=by.pk)
    player.play_week = week.hex
    player.shows_play_week = shown
    player.save(update_fields=["play_week", "shows_play_week"])
    forget_pages()
    return player


@transaction.atomic
def deactivate_player(*, player_id: int, by: User) -> User:
    """Close the door to a player: no log-in, every session and token ends. Content stays.

    Raises:
        User.DoesNotExist: there is no such player.
        NotAllowed: `by` may not decide over this player.

    Side effects: an entry in the CMS log; the signal `player_deactivated`; cached pages are dropped.
    """
    player = player_to_decide_over(player_id, by)
    player.is_active = False
    player.deactivated_at = timezone.now()
    player.save(update_fields=["is_active", "deactivated_at"])
    end_sessions(player=player)
    log(instance=player, action="accounts.deactivate", user=by)
    tell_of_power("player.close", player, by=by)
    player_deactivated.send(sender=User, user=player, by=by)
    forget_pages()
    return player


@transaction.atomic
def activate_player(*, player_id: int, by: User) -> User:
    """Open the door again.

    Raises:
        User.DoesNotExist: there is no such player.
        NotAllowed: `by` may not decide over this player.
        IllegalTransition: the player's data are deleted.
    """
    player = player_to_decide_over(player_id, by)
    if player.erased_at is not None:
        raise IllegalTransition(_("Nothing but a number is left of this player: nobody could come in."))
    player.is_active = True
    player.deactivated_at = None
    player.save(update_fields=["is_active", "deactivated_at"])
    log(instance=player, action="accounts.activate", user=by)
    tell_of_power("player.open", player, by=by)
    return player


def player_to_decide_over(player_id: int, by: User) -> User:
    """Lock a player over whom an administrator decides.

    Raises:
        User.DoesNotExist: there is no such player.
        NotAllowed: it isn't `by`'s to decide.
    """
    player = User.objects.select_for_update(of=("self",)).get(pk=player_id)
    if not by.has_perm("accounts.change_user"):
        raise NotAllowed(_("Only administrators decide over accounts."))
    if player.pk == by.pk:
        raise NotAllowed(_("You can't decide over your own account here."))
    if player.is_superuser and not by.is_superuser:
        raise NotAllowed(_("Only the owner of the board decides over this account."))
    return player


@transaction.atomic
def replace_address(*, player: User, email: str) -> None:
    """Make an address the player's only one; its owner confirms it at the next log-in.

    Side effects: every session ends; a letter to each address that the player had confirmed.
    """
    former = EmailAddress.objects.filter(user=player)
    confirmed = former.filter(verified=True).exclude(email__iexact=email).values_list("email", flat=True)
    with translation.override(player.language):
        for address in list(confirmed):
            letters.post_account_letter(kind="email_changed", to=address, context={})
    former.delete()
    EmailAddress.objects.create(user=player, email=email.lower(), primary=True, verified=False)
    end_sessions(player=player)


@transaction.atomic
def try_address_again(*, by: User) -> None:
    """Send one letter to one's own suspended address; if its server takes it, letters come as before.

    Raises:
        IllegalTransition: the address is not suspended, or was tried within a day.

    Side effects: one outbox row.
    """
    if not suspension.claim_try(address=by.email):
        raise IllegalTransition(_("It can be tried once a day. Come back tomorrow, or name another address."))
    letters.post_address_check(by)


def end_sessions(*, player: User, but_for: str | None = None) -> None:
    """End every session and token of a player, but for one whose key is given."""
    for session in UserSession.objects.filter(user=player).exclude(session_key=but_for):
        session.end()


def forget_unconfirmed_holder(*, email: str, except_for: User | None = None) -> None:
    """Remove the account that holds an address which it never confirmed."""
    holders = unconfirmed().filter(email__iexact=email)
    (holders.exclude(pk=except_for.pk) if except_for else holders).delete()


def forget_own_sign_up(*, player_id: int) -> None:
    """Remove an account that its own session abandons before confirming it."""
    unconfirmed().filter(pk=player_id).delete()


def record_sign_up_address(*, player: User, address: str) -> None:
    """Note from where an account was made; what is no address of the net isn't noted."""
    try:
        known = str(ip_address(address))
    except ValueError:
        return
    SignUpAddress.objects.update_or_create(user=player, defaults={"address": known, "at": timezone.now()})


def forget_sign_up_addresses(*, now: datetime) -> int:
    """Forget from where accounts were made thirty days ago; return how many."""
    return SignUpAddress.objects.filter(at__lt=now - ADDRESSES_KEPT).delete()[0]


def forget_unconfirmed() -> int:
    """Remove the accounts that nobody confirmed within a day, so that names and addresses are free again.

    An error in one stops no other.
    """
    stale = unconfirmed().filter(date_joined__lt=timezone.now() - UNCONFIRMED_KEPT)
    return sweep_each(keys_in_batches(stale), _forget_if_unconfirmed, what="the unconfirmed player")


@transaction.atomic
def _forget_if_unconfirmed(player_id: int) -> bool:
    # Who confirms writes the address and then the player: both are locked, in that order, for a last look.
    list(EmailAddress.objects.select_for_update(of=("self",)).filter(user=player_id).order_by("pk"))
    list(User.objects.select_for_update(of=("self",)).filter(pk=player_id))
    player = unconfirmed().filter(pk=player_id).first()
    if player is None:
        return False
    player.delete()
    return True
