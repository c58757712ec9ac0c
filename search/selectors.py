"""Finding ads: the best of the newest matches, and a second, forgiving look when there are none."""

from __future__ import annotations

from dataclasses import dataclass, fields
from difflib import get_close_matches
from typing import Any

from django.contrib.postgres.search import SearchRank
from django.db.models import F

from ads.models import BoardEntry
from ads.selectors import BoardFilters
from ads.selectors.cards import Card, cards
from search.filters import Matching, Similar, forgiving, full_text
from search.words import words_of

PAGE_SIZE = 20
# Ranking reads every candidate's vector: over a whole board it takes a second, over these no time.
CANDIDATES = 400
LAST_PAGE = CANDIDATES // PAGE_SIZE


@dataclass(frozen=True, slots=True)
class Found:
    """One page of results; `instead` is set when nothing matched and alike words were searched."""

    cards: list[Card]
    has_more: bool
    instead: str = ""


def find_listings(*, query: str, filters: BoardFilters, page: int = 1) -> Found:
    """Search live ads; two queries at most."""
    matching = Matching(**_narrowed(filters), query=query)
    candidates = matching.apply(BoardEntry.objects.live_on_board()).newest_first()[:CANDIDATES]
    ranked = (
        BoardEntry.objects.filter(pk__in=candidates.values("pk"))
        .annotate(rank=SearchRank(F("search"), full_text(query)))
        .order_by("-rank", "-bumped_at", "-pk")
    )
    start = (page - 1) * PAGE_SIZE
    found = cards(ranked[start : start + PAGE_SIZE + 1])
    if not found and page == 1:
        return _alike(query, filters)
    return Found(found[:PAGE_SIZE], has_more=len(found) > PAGE_SIZE and page < LAST_PAGE)


def _alike(query: str, filters: BoardFilters) -> Found:
    entries = Similar(**_narrowed(filters), query=query).apply(BoardEntry.objects.live_on_board())
    with forgiving():
        rows = list(entries.newest_first().values_list("pk", "search_text")[:PAGE_SIZE])
    if not rows:
        return Found([], has_more=False)
    found = cards(BoardEntry.objects.filter(pk__in=[pk for pk, _ in rows]).newest_first())
    return Found(found, has_more=False, instead=_corrected(query, " ".join(text for _, text in rows)))


def _corrected(query: str, text: str) -> str:
    """Say which words of the found texts the query probably meant."""
    known = set(words_of_text(text))
    meant = [next(iter(get_close_matches(word, known, n=1, cutoff=0.6)), word) for word in words_of(query)]
    return " ".join(meant)


def words_of_text(text: str) -> list[str]:
    """Split a folded text of any length into words."""
    return [word.strip('.,:;!?«»"()') for word in text.split()]


def _narrowed(filters: BoardFilters) -> dict[str, Any]:
    """The plain filters' values, for a filter that adds words to them."""
    return {field.name: getattr(filters, field.name) for field in fields(BoardFilters)}
