"""The same terms as regular expressions of PostgreSQL, over texts that the database keeps unfolded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from accounts.names import CYRILLIC_TWINS, LATIN_TWINS
from common.text import UNSEEN_SIGNS
from moderation.watching.folding import SMALL_TWINS
from moderation.watching.terms import LINK, Term, Word

LETTER = "[[:alnum:]]"
_BETWEEN = f"[{UNSEEN_SIGNS}]*"
_BY_LATIN = dict(zip(LATIN_TWINS, CYRILLIC_TWINS, strict=True)) | {"e": "её"}
_SMALL = {latin: twins for latin, twins in _BY_LATIN.items() if ord(twins[0]) in SMALL_TWINS} | {"и": "й"}
_ALL = _SMALL | _BY_LATIN | {twins[0]: latin for latin, twins in _BY_LATIN.items() if latin not in _SMALL}
_OF_TWO_ALPHABETS = f"(?=[[:alnum:]{UNSEEN_SIGNS}]*[a-z])(?=[[:alnum:]{UNSEEN_SIGNS}]*[а-яё])"


def text_pattern(term: Term, *, unseen: bool = False) -> str:
    """Return what finds a term in the words of a text, in lower case.

    With `unseen` it looks past what nobody sees between two letters; no index of trigrams helps with that.
    """
    pattern = _in_text(term)
    return pattern if unseen else pattern.replace(_BETWEEN, "")


def target_pattern(terms: Iterable[Term]) -> str:
    """Return what finds hosts in the addresses that a stored body links to, in whatever case."""
    hosts = "|".join(_letters(term.words[0].letters, _SMALL) for term in terms)
    return rf'(?:://|@)(?:[^/?#"\\@]*\.)?(?:{hosts})(?=[:/?#"\\])'


def _in_text(term: Term) -> str:
    if term.kind == LINK:
        host = _letters(term.words[0].letters, _SMALL)
        return rf"(?<![[:alnum:]-]){host}(?!{LETTER}|-|\.{LETTER})"
    first, last = term.words[0], term.words[-1]
    start = "" if term.begins_anywhere else f"(?<!{LETTER})"
    end = "" if last.open_end or not last.letters[-1].isalnum() else f"(?!{_BETWEEN}{LETTER})"
    words = [_word(word, widened=word.open_start and word is not first) for word in term.words]
    return f"{start}{f'{_BETWEEN}[[:space:]]+{_BETWEEN}'.join(words)}{end}"


def _word(word: Word, *, widened: bool) -> str:
    strict, loose = _letters(word.letters, _SMALL), _letters(word.letters, _ALL)
    spelt = strict if strict == loose else f"(?:{strict}|{_OF_TWO_ALPHABETS}{loose})"
    more = f"[[:alnum:]{UNSEEN_SIGNS}]*"
    return f"{more if widened else ''}{spelt}{more if word.open_end else ''}"


def _letters(letters: str, twins: Mapping[str, str]) -> str:
    return _BETWEEN.join(f"[{sign}{twins[sign]}]" if sign in twins else re.escape(sign) for sign in letters)
