"""Reads of the notification centre."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q

from accounts.models import User
from common.keyset import Cursor
from notifications.models import Notification

PAGE = 30


def unread_count(user: User) -> int:
    """How many notifications the player has not read; one indexed query."""
    return Notification.objects.for_player(user.pk).unread().count()


def has_unread(*, reader_id: int, kinds: Sequence[str], listing_id: int) -> bool:
    """Whether something of these kinds about a listing waits for its reader."""
    unread = Notification.objects.for_player(reader_id).unread()
    return unread.filter(kind__in=kinds, listing_id=listing_id).exists()


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


def events_of(head: Notification) -> list[Notification]:
    """Return a notification and what was gathered into it, oldest first; alone it costs no query."""
    if head.count == 1:
        return [head]
    gathered = head.gathered.select_related("recipient", "actor").order_by("pk")
    return [head, *gathered]
