"""The author's own list."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q

from accounts.models import User
from ads.models import AdStatus, BoardEntry
from ads.selectors.owner import owner_bar
from common.keyset import Cursor

PAGE_SIZE = 20


def my_listings(*, author: User, status: str, cursor_word: str | None) -> dict[str, Any]:
    """Return the template's context: entries of one page, counts by state, and the next page's cursor."""
    entries = BoardEntry.objects.for_author(author)
    counts = dict(entries.order_by().values_list("status").annotate(count=Count("pk")))
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
        "next_cursor": Cursor(moment=last.updated_at, pk=last.pk).encode() if more and last else "",
    }
