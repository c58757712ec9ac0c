"""Who may moderate."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from accounts.models import User

GROUPS = ("Moderators", "Administrators")
STAFF_GROUPS = (*GROUPS, "Editors")
MEMO = "_moderates"


def is_moderator(user: object) -> bool:
    """Whether the person decides on listings: a member of the moderating groups, or a superuser."""
    if not isinstance(user, User) or not user.is_active or user.is_power_held:
        return False
    if user.is_superuser:
        return True
    # Several items of the menu ask in one request: the answer is kept with the person.
    known: bool | None = user.__dict__.get(MEMO)
    if known is None:
        known = user.__dict__[MEMO] = user.groups.filter(name__in=GROUPS).exists()
    return known


def has_colleagues(moderator: User) -> bool:
    """Whether anybody else moderates."""
    others = User.objects.filter(groups__name__in=GROUPS, is_active=True)
    return others.exclude(pk=moderator.pk).exists()


def is_ones_own(sanction: Any, moderator: User) -> bool:
    """Whether the moderator gave the sanction and somebody else is there to answer objections to it."""
    return sanction.given_by_id == moderator.pk and has_colleagues(moderator)


def is_over(by: User, player: User) -> bool:
    """Whether one may decide over a player: never over oneself; over moderators and owners only owners do."""
    return player.pk != by.pk and not player.is_superuser and (by.is_superuser or not is_moderator(player))


def check_moderator(request: HttpRequest) -> None:
    """Let moderators pass.

    Raises:
        PermissionDenied: the person isn't one.
    """
    if not is_moderator(request.user):
        raise PermissionDenied
