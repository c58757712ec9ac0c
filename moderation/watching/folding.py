"""A text as matching reads it: one case, no accents, nothing unseen, letters that look alike as one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from accounts.names import CYRILLIC_TWINS, LATIN_TWINS
from content.characters import seen_length

# These pass for each other as capitals alone: "вот" doesn't look like "bot".
ONLY_CAPITALS = "вмнт"
_PAIRS = list(zip(CYRILLIC_TWINS, LATIN_TWINS, strict=True))
SMALL_TWINS = {ord(cyrillic): latin for cyrillic, latin in _PAIRS if cyrillic not in ONLY_CAPITALS}
_TO_LATIN = {ord(cyrillic): latin for cyrillic, latin in _PAIRS}
_TO_CYRILLIC = {ord(latin): cyrillic for cyrillic, latin in reversed(_PAIRS) if cyrillic != "ё"}
_TWO_ALPHABETS = re.compile("[a-z][а-яѐ-џ]|[а-яѐ-џ][a-z]")
_DOTS = {"\u3002": ".", "\uff61": "."}


class _Plain(dict[int, str]):
    """Each character as it is read, by its code; filled as characters come."""

    def __missing__(self, code: int) -> str:
        self[code] = plain = _plain(chr(code))
        return plain


_PLAIN = _Plain()


@dataclass(frozen=True)
class Folded:
    """A text with its foldings: one, or two where a word mixes alphabets and may be meant in either."""

    source: str
    spellings: tuple[str, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where in the source stands what stands there in a folding."""
        return self._places[start], self._places[end - 1] + 1

    @cached_property
    def _places(self) -> list[int]:
        return [place for place, sign in enumerate(self.source) for _part in _PLAIN[ord(sign)]]


def fold(text: str) -> Folded:
    """Fold a text; the foldings are equally long."""
    plain = text.translate(_PLAIN)
    mixed = list(_mixed_words(plain))
    meant = [_respelled(plain, mixed, letters) for letters in (_TO_CYRILLIC, _TO_LATIN)] if mixed else [plain]
    return Folded(text, tuple(dict.fromkeys(one.translate(SMALL_TWINS) for one in meant)))


def _mixed_words(plain: str) -> Iterator[tuple[int, int]]:
    """Return where words of two alphabets stand."""
    end = 0
    for met in _TWO_ALPHABETS.finditer(plain):
        if met.start() < end:
            continue
        start, end = met.span()
        while start and plain[start - 1].isalpha():
            start -= 1
        while end < len(plain) and plain[end].isalpha():
            end += 1
        yield start, end


def _respelled(plain: str, words: Iterable[tuple[int, int]], letters: dict[int, str]) -> str:
    """Return the text with these words in one alphabet."""
    parts, done = [], 0
    for start, end in words:
        parts += [plain[done:start], plain[start:end].translate(letters)]
        done = end
    return "".join([*parts, plain[done:]])


def _plain(sign: str) -> str:
    if sign.isspace():
        return " "
    if not seen_length(sign):
        return ""
    parts = unicodedata.normalize("NFKD", _DOTS.get(sign, sign).casefold())
    return "".join(part for part in parts if not unicodedata.combining(part)).casefold()
