"""The board's lists: keyset slices of the narrow table, never a count nor an offset over it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache
from django.db.models import Count, Q

from ads.models import BoardEntry, Category
from ads.models.entries import BoardEntryQuerySet
from ads.selectors.cards import Card, cards
from common.keyset import Cursor

PAGE_SIZE = 20
RARE = 400
COUNTS_KEY = "board:category-counts"
COUNTS_SECONDS = 60


# What a reader may order by: the column, and whether the greatest comes first.
ORDERINGS = {"newest": ("bumped_at", True), "closing": ("expires_at", False)}


def _plays_at(hours: str) -> Q:
    """Choose by play hours: rare ones by their ads, common ones on the way along the board.

    The planner takes each element that its statistics don't know for one in 200 and walks the whole board
    for what nobody says; so a query finds first whether there are few. It reads 400 rows at most.
    """
    those = BoardEntry.objects.live_on_board().filter(hours__contains=[hours])
    few = list(those.values_list("pk", flat=True)[: RARE + 1])
    return Q(hours__contains=[hours]) if len(few) > RARE else Q(pk__in=few)


@dataclass(frozen=True, slots=True)
class BoardFilters:
    """What of the board to show; empty values choose everything."""

    category: str = ""
    kind: str = ""
    server: str = ""
    level: str = ""
    hours: str = ""
    author_id: int | None = None
    ordering: str = "newest"

    def apply(self, entries: BoardEntryQuerySet) -> BoardEntryQuerySet:
        if self.category:
            entries = entries.in_category(self.category)
        if self.kind:
            entries = entries.filter(kind=self.kind)
        if self.server:
            entries = entries.filter(server_id=self.server)
        if self.level:
            entries = entries.filter(level_id=self.level)
        if self.hours:
            entries = entries.filter(_plays_at(self.hours))
        if self.author_id is not None:
            entries = entries.filter(author_id=self.author_id)
        return entries


@dataclass(frozen=True, slots=True)
class BoardSlice:
    """One page of the board; a cursor is None where there is nothing more that way."""

    cards: list[Card]
    older: Cursor | None
    newer: Cursor | None


def board_slice(*, filters: BoardFilters, cursor: Cursor | None = None, size: int = PAGE_SIZE) -> BoardSlice:
    """Read one page of live ads: one query whatever their number."""
    column, newest_first = ORDERINGS[filters.ordering]
    entries = filters.apply(BoardEntry.objects.live_on_board())
    backwards = cursor is not None and cursor.backwards
    descending = newest_first != backwards
    if cursor is not None:
        entries = entries.filter(_beyond(cursor, column, descending))
    sign = "-" if descending else ""
    found = cards(entries.order_by(f"{sign}{column}", f"{sign}pk")[: size + 1])
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    return BoardSlice(
        cards=found,
        older=_cursor(found[-1], column) if found and (more or backwards) else None,
        newer=_cursor(found[0], column, backwards=True)
        if found and cursor is not None and (more or not backwards)
        else None,
    )


def _beyond(cursor: Cursor, column: str, descending: bool) -> Q:
    """Rows on the far side of the cursor's row; the first condition lets the index find the start."""
    side = "lt" if descending else "gt"
    return Q(**{f"{column}__{side}e": cursor.moment}) & (
        Q(**{f"{column}__{side}": cursor.moment}) | Q(**{f"pk__{side}": cursor.pk})
    )


def _cursor(card: Card, column: str, *, backwards: bool = False) -> Cursor:
    return Cursor(moment=getattr(card, column), pk=card.id, backwards=backwards)


def newest_on_board(limit: int = 5) -> list[Card]:
    """Read the freshest live ads."""
    return cards(BoardEntry.objects.live_on_board().newest_first()[:limit])


def category_counts() -> list[dict[str, str | int]]:
    """Count live ads per category, in the customer's order; cached for a minute."""
    counts: dict[str, int] | None = cache.get(COUNTS_KEY)
    if counts is None:
        rows = (
            BoardEntry.objects.live_on_board().order_by().values_list("category").annotate(count=Count("pk"))
        )
        counts = dict(rows)
        cache.set(COUNTS_KEY, counts, COUNTS_SECONDS)
    return [{"slug": c.value, "name": str(c.label), "count": counts.get(c.value, 0)} for c in Category]


def sitemap_entries(limit: int = 20_000) -> Iterator[tuple[str, datetime]]:
    """Give (path, last change) of the newest live ads, for the sitemap."""
    entries = BoardEntry.objects.live_on_board().newest_first().only("pk", "slug", "updated_at")
    return ((entry.url, entry.updated_at) for entry in entries[:limit].iterator())
