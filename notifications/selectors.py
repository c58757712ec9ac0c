"""Reads of the notification centre."""

from __future__ import annotations

from django.db.models import Q

from accounts.models import User
from common.keyset import Cursor
from notifications.models import MailPreference, Notification

PAGE = 30


def unread_count(user: User) -> int:
    """How many notifications the player has not read; one indexed query."""
    return Notification.objects.for_player(user.pk).unread().count()


def for_user(
    user: User, *, before: Cursor | None = None, limit: int = PAGE
) -> tuple[list[Notification], str]:
    """Return a page of notifications, newest first, and the cursor of the next page (empty at the end)."""
    rows = Notification.objects.for_player(user.pk).order_by("-due_at", "-id")
    if before:
        rows = rows.filter(Q(due_at__lt=before.moment) | Q(due_at=before.moment, id__lt=before.pk))
    found = list(rows[: limit + 1])
    page = found[:limit]
    more = len(found) > limit
    return page, Cursor(page[-1].due_at, page[-1].pk).encode() if more else ""


def wants_mail(user: User, kind: str) -> bool:
    """Does the player want letters of this kind? Yes until told otherwise."""
    return not MailPreference.objects.filter(user=user, kind=kind, mail=False).exists()


def muted_kinds(user: User) -> set[str]:
    """Return the kinds about which the player wants no letters."""
    return set(MailPreference.objects.filter(user=user, mail=False).values_list("kind", flat=True))
