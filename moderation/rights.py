"""Who may moderate."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

GROUPS = ("Moderators", "Administrators")
STAFF_GROUPS = (*GROUPS, "Editors")


def is_moderator(user: object) -> bool:
    """Whether the person decides on listings: a member of the moderating groups, or a superuser."""
    if not getattr(user, "is_active", False):
        return False
    return bool(getattr(user, "is_superuser", False)) or user.groups.filter(name__in=GROUPS).exists()  # type: ignore[attr-defined]


def check_moderator(request: HttpRequest) -> None:
    """Let moderators pass.

    Raises:
        PermissionDenied: the person isn't one.
    """
    if not is_moderator(request.user):
        raise PermissionDenied
