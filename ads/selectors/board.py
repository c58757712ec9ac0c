"""The board's lists: keyset slices of the narrow table, never a count nor an offset over it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache
from django.db.models import Count, Q

from ads.models import BoardEntry, Category
from ads.selectors.cards import Card, cards
from ads.services.cards import COUNTS_KEY
from common.keyset import Cursor

PAGE_SIZE = 20
COUNTS_SECONDS = 60


@dataclass(frozen=True, slots=True)
class BoardSlice:
    """One page of the board; a cursor is None where there is nothing more that way."""

    cards: list[Card]
    older: Cursor | None
    newer: Cursor | None


def board_slice(
    *, category: str = "", kind: str = "", author_id: int | None = None, cursor: Cursor | None = None, size: int = PAGE_SIZE
) -> BoardSlice:
    """Read one page of live ads, newest first: one query whatever their number."""
    entries = BoardEntry.objects.live_on_board()
    if category:
        entries = entries.in_category(category)
    if kind:
        entries = entries.filter(kind=kind)
    if author_id is not None:
        entries = entries.filter(author_id=author_id)
    backwards = cursor is not None and cursor.backwards
    if cursor is not None:
        entries = entries.filter(_beyond(cursor))
    order = ("bumped_at", "pk") if backwards else ("-bumped_at", "-pk")
    found = cards(entries.order_by(*order)[: size + 1])
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    return BoardSlice(
        cards=found,
        older=_cursor(found[-1]) if found and (more or backwards) else None,
        newer=_cursor(found[0], backwards=True) if found and cursor is not None and (more or not backwards) else None,
    )


def _beyond(cursor: Cursor) -> Q:
    """Rows on the far side of the cursor's row."""
    moment = datetime.fromisoformat(cursor.position)
    if cursor.backwards:
        return Q(bumped_at__gte=moment) & (Q(bumped_at__gt=moment) | Q(pk__gt=cursor.pk))
    return Q(bumped_at__lte=moment) & (Q(bumped_at__lt=moment) | Q(pk__lt=cursor.pk))


def _cursor(card: Card, *, backwards: bool = False) -> Cursor:
    return Cursor(position=card.bumped_at.isoformat(), pk=card.id, backwards=backwards)


def newest_on_board(limit: int = 5) -> list[Card]:
    """Read the freshest live ads."""
    return cards(BoardEntry.objects.live_on_board().newest_first()[:limit])


def category_counts() -> list[dict[str, str | int]]:
    """Count live ads per category, in the customer's order: `{"slug", "name", "count"}`; cached for a minute."""
    counts: dict[str, int] | None = cache.get(COUNTS_KEY)
    if counts is None:
        rows = BoardEntry.objects.live_on_board().order_by().values_list("category").annotate(count=Count("pk"))
        counts = dict(rows)
        cache.set(COUNTS_KEY, counts, COUNTS_SECONDS)
    return [{"slug": c.value, "name": str(c.label), "count": counts.get(c.value, 0)} for c in Category]


def sitemap_entries(limit: int = 20_000) -> Iterator[tuple[str, datetime]]:
    """Give (path, last change) of the newest live ads, for the sitemap."""
    entries = BoardEntry.objects.live_on_board().newest_first().only("pk", "title", "updated_at")
    return ((entry.url, entry.updated_at) for entry in entries[:limit].iterator())
