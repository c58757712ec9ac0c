"""What accounts themselves keep about a player; upper apps have a module of this name, too."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from accounts.models import SignUpAddress, User
from accounts.personal_data import Keeper
from accounts.selectors import facts_of
from mailing.retention import letters_to

PLAIN = ("date_joined", "last_login", "rules_accepted_at", "muted_until", "suspended_until")


def copy(player: User) -> dict[str, object]:
    """Return the profile, the keys (without secrets), where one is signed in, and the letters that came."""
    sessions = UserSession.objects.filter(user=player)
    return {
        "profile": {
            "id": player.pk,
            **facts_of(player),
            "time_zone": player.time_zone,
            "hours_of_the_week": player.play_week,
            "hours_are_shown": player.shows_play_week,
            **{name: getattr(player, name) for name in PLAIN},
        },
        "addresses": list(EmailAddress.objects.filter(user=player).values("email", "verified", "primary")),
        "second_factor": list(
            Authenticator.objects.filter(user=player).values("type", "created_at", "last_used_at")
        ),
        "sessions": list(sessions.values("ip", "user_agent", "created_at", "last_seen_at")),
        "signed_up_from": list(SignUpAddress.objects.filter(user=player).values("address", "at")),
        "letters": letters_to(player.email),
    }


KEEPER = Keeper(slug="account", order=90, copy=copy)
