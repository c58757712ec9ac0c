"""The author's own list."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q

from accounts.models import User
from ads.models import AdStatus, BoardEntry, Patch
from ads.models.entries import BoardEntryQuerySet
from ads.selectors.owner import owner_bar
from common.keyset import Cursor

PAGE_SIZE = 20


def my_listings(*, author: User, status: str, cursor_word: str | None) -> dict[str, Any]:
    """Return the template's context: entries of one page, counts by state, how many the
    newest patch is newer than, and the next page's cursor.
    """
    entries = BoardEntry.objects.for_author(author)
    patch = Patch.current()
    counts, old = _counts(entries, patch)
    if status:
        entries = entries.filter(status=status)
    cursor = Cursor.decode(cursor_word)
    if cursor is not None:
        entries = entries.filter(
            Q(updated_at__lt=cursor.moment) | Q(updated_at=cursor.moment, pk__lt=cursor.pk)
        )
    entries = entries.select_related("moderator").defer("search", "search_text")
    found = list(entries.order_by("-updated_at", "-pk")[: PAGE_SIZE + 1])
    more, found = len(found) > PAGE_SIZE, found[:PAGE_SIZE]
    last = found[-1] if found else None
    return {
        "entries": [(entry, owner_bar(entry)) for entry in found],
        "status": status,
        "states": [
            (value, label, counts.get(value, 0)) for value, label in AdStatus.choices if counts.get(value)
        ],
        "total": sum(counts.values()),
        "patch": patch,
        "old": old,
        "next_cursor": Cursor(moment=last.updated_at, pk=last.pk).encode() if more and last else "",
    }


def has_listings(*, author: User) -> bool:
    """Whether the author has written any, in whatever state; one query."""
    return BoardEntry.objects.for_author(author).exists()


def _counts(entries: BoardEntryQuerySet, patch: Patch | None) -> tuple[dict[str, int], int]:
    """Count by state, and of the live ones those last confirmed before the patch; one query."""
    is_old = Q(confirmed_at=None) | Q(confirmed_at__lt=patch.at) if patch else Q(pk__in=[])
    counted = entries.order_by().values_list("status")
    rows = list(counted.annotate(count=Count("pk"), old=Count("pk", filter=is_old)))
    return (
        {status: count for status, count, _old in rows},
        sum(old for status, _count, old in rows if status == AdStatus.LIVE),
    )
