"""The keys of an account: sessions, and the second factor that somebody has lost."""

from __future__ import annotations

from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from accounts import letters
from accounts.models import User
from accounts.second_factor import forget_second_factor
from accounts.services.players import end_sessions, player_to_decide_over
from accounts.signals import tell_of_power
from common.errors import IllegalTransition, NotFound
from common.sweeps import delete_in_batches


@transaction.atomic
def end_session(*, session_id: int, by: User) -> None:
    """Sign oneself out at one place.

    Raises:
        NotFound: there is no such session, or it is somebody else's.
    """
    session = UserSession.objects.select_for_update(of=("self",)).filter(pk=session_id, user=by).first()
    if session is None:
        raise NotFound(_("You are signed out there already."))
    session.end()


def forget_ended_sessions(*, now: datetime) -> int:
    """Delete sessions whose time is over, and address and browser of every log-in whose session is no more.

    Returns how many log-ins are forgotten.
    """
    delete_in_batches(Session.objects.filter(expire_date__lt=now))
    living = Session.objects.filter(session_key=OuterRef("session_key"))
    return delete_in_batches(UserSession.objects.filter(~Exists(living)))


@transaction.atomic
def remove_second_factor(*, player_id: int, by: User) -> User:
    """Switch a player's second factor off, whose phone is lost; every session ends.

    Raises:
        User.DoesNotExist: there is no such player.
        NotAllowed: `by` may not decide over this player.
        IllegalTransition: it isn't on.

    Side effects: the player gets a letter; a line in the log of power.
    """
    player = player_to_decide_over(player_id, by)
    deleted, _rows = Authenticator.objects.filter(user=player).delete()
    if not deleted:
        raise IllegalTransition(_("This player has no second factor."))
    forget_second_factor(player)
    end_sessions(player=player)
    letters.post_account_letter(kind="totp_removed", to=player.email, context={})
    tell_of_power("player.unlock", player, by=by)
    return player
