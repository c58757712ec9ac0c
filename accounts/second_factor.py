"""Whether a session has proved more than a password, and what that is worth to people with power.

The board asks staff for a second factor (`STAFF_SECOND_FACTOR`). A session without one keeps whatever every
player may do and grants nothing else, be it a browser's or an app's: `User.has_perm` asks here.
"""

from __future__ import annotations

from typing import Any, Protocol

from django.conf import settings

SESSION = "_session_of_request"
HAS_ONE = "_has_second_factor"


class Person(Protocol):
    """A player, as far as this has to know one."""

    pk: int


def note_session(player: Person, session: Any) -> None:
    """Remember by which session a request's player came; without one nothing is held back."""
    player.__dict__[SESSION] = session


def has_second_factor(player: Person) -> bool:
    """Whether the player has set one up; one query, kept with the player."""
    known: bool | None = player.__dict__.get(HAS_ONE)
    if known is None:
        from allauth.mfa.models import Authenticator

        found = Authenticator.objects.filter(user_id=player.pk, type=Authenticator.Type.TOTP)
        known = player.__dict__[HAS_ONE] = found.exists()
    return known


def forget_second_factor(player: Person) -> None:
    """Look anew at the next question."""
    player.__dict__.pop(HAS_ONE, None)


def has_proved(session: Any) -> bool:
    """Whether a code of an authenticator app, or a recovery code, was given in this session."""
    # Not at the top: allauth's flows need the models that import this.
    from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY

    records = session.get(AUTHENTICATION_METHODS_SESSION_KEY) or []
    return any(record.get("method") == "mfa" for record in records)


def is_power_held(player: Person) -> bool:
    """Whether the player's session grants no power although its player has some."""
    if not settings.STAFF_SECOND_FACTOR:
        return False
    session = player.__dict__.get(SESSION)
    return session is not None and not (has_proved(session) and has_second_factor(player))
