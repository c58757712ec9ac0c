"""What already hangs on the board, or lies in one's drafts, under a title like the one being typed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery, TrigramWordSimilarity
from django.db.models import QuerySet

from accounts.models import User
from ads.models import AdStatus, BoardEntry
from ads.models.entries import BoardEntryQuerySet
from common.text import searchable

SHOWN = 5
# Where the words of "healer for the raid on Wednesday" still find "a healer wanted, Wednesdays".
LIKE = 0.4
# Comparing titles costs 5 µs each: so many, and no more, whatever hangs on the board.
CANDIDATES = 300
SHORTEST_WORD = 3
LONGEST_QUERY = 10
WORD = re.compile(r"\w+")
MINE = (AdStatus.DRAFT, AdStatus.IN_MODERATION, AdStatus.CHANGES_REQUESTED, AdStatus.LIVE)


@dataclass(frozen=True, slots=True)
class SimilarAds:
    """One's own first: those had better be edited."""

    own: list[BoardEntry]
    others: list[BoardEntry]

    def __bool__(self) -> bool:
        return bool(self.own or self.others)


def similar_ads(*, title: str, category: str, author: User, besides: int | None = None) -> SimilarAds:
    """Return up to five ads like a title: one's own of any category, then live ones of this category.

    Two or three queries. Words are compared by their trigrams, so a typo does no harm, among few candidates:
    the newest that share a word with the title, or simply the newest where none does.
    """
    others = BoardEntry.objects.live_on_board().exclude(author=author)
    mine = BoardEntry.objects.for_author(author).filter(status__in=MINE).exclude(pk=besides)
    own = _alike(mine.newest_first(), title, SHOWN)
    room = SHOWN - len(own)
    if not room or not category:
        return SimilarAds(own, [])
    in_category = others.in_category(category).newest_first()
    found = _alike(_sharing_words(in_category, title), title, room)
    return SimilarAds(own, found or _alike(in_category, title, room))


def _sharing_words(entries: BoardEntryQuerySet, title: str) -> BoardEntryQuerySet:
    """Narrow to ads with one of the title's words; the last one may be half typed."""
    words = [word for word in WORD.findall(searchable(title)) if len(word) >= SHORTEST_WORD][-LONGEST_QUERY:]
    if not words:
        return entries.none()
    any_of_them = SearchQuery(" | ".join([*words, f"{words[-1]}:*"]), config="russian", search_type="raw")
    return entries.filter(search=any_of_them)


def _alike(entries: BoardEntryQuerySet, title: str, amount: int) -> list[BoardEntry]:
    candidates = entries.values("pk")[:CANDIDATES]
    ranked: QuerySet[BoardEntry] = (
        BoardEntry.objects.filter(pk__in=candidates)
        .annotate(likeness=TrigramWordSimilarity(title, "title"))
        .filter(likeness__gte=LIKE)
        .select_related("author")
        .defer("search", "search_text")
        .order_by("-likeness", "-bumped_at")
    )
    return list(ranked[:amount])
