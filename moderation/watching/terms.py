"""One line of a rule: a word, a phrase or a host, and the patterns that find it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from urllib.parse import urlsplit

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from moderation.watching.folding import fold

WORDS, LINK = "words", "link"
LETTER = r"[^\W_]"
LONGEST_LINE = 100
FEWEST_LETTERS, FEWEST_WHEN_WIDENED = 2, 3
_HOST = re.compile(r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W_][\w-]*[^\W_]")


class BadLine(ValueError):
    """A line that can't be watched for; `sentence` says why."""

    def __init__(self, line: str, sentence: str | Promise) -> None:
        super().__init__(line)
        self.line, self.sentence = line, sentence


@dataclass(frozen=True, slots=True)
class Word:
    """Folded letters; what is open may go on there within a word."""

    letters: str
    open_start: bool = False
    open_end: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """What is looked for, word by word, as it is folded; a host is one word."""

    words: tuple[Word, ...]
    kind: str = WORDS

    @property
    def begins_anywhere(self) -> bool:
        """Whether it may begin within a word, or with a sign that is no letter."""
        first = self.words[0]
        return first.open_start or not first.letters[0].isalnum()

    @property
    def tokens(self) -> list[str]:
        """The regular expression of what stands from its first letter on, in parts that don't fall apart."""
        parts: list[str] = []
        for number, word in enumerate(self.words):
            letters = [re.escape(sign) for sign in word.letters]
            if number:
                parts.append(" +")
            if number and word.open_start:
                # Of a word that is open at both ends the first place will do: the others end where it does.
                anywhere = "".join(letters)
                parts.append(f"(?>{LETTER}*?{anywhere})" if word.open_end else f"{LETTER}*{anywhere}")
            else:
                parts += letters
            # No letter follows: going back over them would find nothing.
            parts += [f"{LETTER}*+"] if word.open_end else []
        return [*parts, self._end]

    @property
    def opening(self) -> list[str]:
        """The tokens before the first that goes on and on: those that may be tried at every place."""
        return [*takewhile(lambda part: not part.startswith((LETTER, "(?>")), self.tokens)]

    @property
    def _end(self) -> str:
        if self.kind == LINK:
            return rf"(?!{LETTER}|-|\.{LETTER})"
        last = self.words[-1]
        return f"(?!{LETTER})" if last.letters[-1].isalnum() and not last.open_end else ""


def read_lines(kind: str, text: str) -> list[Term]:
    """Return what the lines of a rule look for; a line may be spelled in either alphabet, or as punycode.

    Raises:
        BadLine: a line says nothing that could be looked for.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    read = _host_of if kind == LINK else _phrase_of
    return list(dict.fromkeys(term for line in lines for term in read(line)))


def _phrase_of(line: str) -> Iterator[Term]:
    if len(line) > LONGEST_LINE:
        raise BadLine(line, _("Longer than a hundred characters."))
    for spelling in fold(line).spellings:
        words = tuple(_word_of(part, line) for part in spelling.split())
        letters = sum(sign.isalnum() for word in words for sign in word.letters)
        widened = any(word.open_start or word.open_end for word in words)
        if letters < (FEWEST_WHEN_WIDENED if widened else FEWEST_LETTERS):
            raise BadLine(line, _("Two letters at least; three beside an asterisk."))
        yield Term(words)


def _word_of(part: str, line: str) -> Word:
    letters = part.strip("*")
    if not letters or "*" in letters:
        raise BadLine(line, _("An asterisk stands at the beginning or the end of a word alone."))
    return Word(letters, open_start=part.startswith("*"), open_end=part.endswith("*"))


def _host_of(line: str) -> Iterator[Term]:
    try:
        host = urlsplit(line if "//" in line else f"//{line}").hostname or ""
    except ValueError:
        host = ""
    host = host.strip(".").removeprefix("*.").removeprefix("www.")
    for spelling in dict.fromkeys((*fold(host).spellings, *_punycode(host))):
        if not _HOST.fullmatch(spelling):
            raise BadLine(line, _("No host: write spam.example, without a path."))
        yield Term((Word(spelling),), kind=LINK)


def _punycode(host: str) -> list[str]:
    """Return the host as browsers send it, where it has other letters than English."""
    try:
        return [] if host.isascii() else [host.encode("idna").decode().lower()]
    except UnicodeError:
        return []
