"""What a player typed, made ready for the index."""

from __future__ import annotations

import re

from common.text import searchable

MAX_LENGTH = 200
MAX_WORDS = 12
WORD = re.compile(r"\w[\w'’-]*")


def tidy(typed: str) -> str:
    """Return the query as it is searched and shown: one line, at most 200 characters."""
    return " ".join(typed.replace("\x00", "").split())[:MAX_LENGTH]


def folded(query: str) -> str:
    """Fold what the index folds: case and the letter yo."""
    return searchable(query)


def words_of(query: str) -> list[str]:
    """Return the query's words, at most twelve, without quotes and signs."""
    return [word for word in WORD.findall(folded(query)) if len(word) > 1][:MAX_WORDS]
