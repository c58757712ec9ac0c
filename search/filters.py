"""Ways to narrow the board by words: exact (with word forms), or forgiving of typos."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery
from django.db import connection, transaction
from django.db.models import Q

from ads.models.entries import BoardEntryQuerySet
from ads.selectors import BoardFilters
from search.words import folded, words_of


def full_text(query: str) -> SearchQuery:
    """Return the query for the Russian index; quotes, OR and minus work as in web search."""
    return SearchQuery(folded(query), config="russian", search_type="websearch")


@contextmanager
def forgiving() -> Iterator[None]:
    """Let words count as alike from 0.45 on: PostgreSQL's 0.6 misses one wrong letter in a word of eight."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL pg_trgm.word_similarity_threshold = 0.45")
        yield


@dataclass(frozen=True, slots=True)
class Matching(BoardFilters):
    """Ads that hold the words, in any of their forms."""

    query: str = ""

    def apply(self, entries: BoardEntryQuerySet) -> BoardEntryQuerySet:
        return BoardFilters.apply(self, entries).filter(search=full_text(self.query))


@dataclass(frozen=True, slots=True)
class Similar(BoardFilters):
    """Ads that hold each word or one much like it; to be read inside `forgiving`."""

    query: str = ""

    def apply(self, entries: BoardEntryQuerySet) -> BoardEntryQuerySet:
        entries = BoardFilters.apply(self, entries)
        words = words_of(self.query)
        if not words:
            return entries.none()
        for word in words:
            alike = Q(search=full_text(word)) | Q(search_text__trigram_word_similar=word)
            entries = entries.filter(alike)
        return entries
