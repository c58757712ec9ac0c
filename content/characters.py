"""Characters that no text of ours keeps."""

import re
import unicodedata

# Lone surrogates can't be encoded, NUL can't be stored, the rest has no place in a document.
_NEVER = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# Overrides and embeddings let a text look like another one.
_DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u2028\u2029\u2060-\u2064\ufeff\ufff9-\ufffb]")
_SPACES = re.compile(r"[ \t\n\r\f]+")
# Letters by their category, blanks by their look.
_FILLERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
_UNSEEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Mn", "Me", "Zs", "Zl", "Zp"})


def storable(text: str) -> str:
    """Return the text without characters that the database or a parser chokes on."""
    return _NEVER.sub("", text)


def plain_characters(text: str) -> str:
    """Return the text of an element with nothing in it that hides or turns characters round."""
    return _DIRECTIONS.sub("", _NEVER.sub("", text))


def one_line(text: str) -> str:
    """Return the text of an attribute with its runs of spaces folded."""
    return _SPACES.sub(" ", plain_characters(text)).strip(" ")


def title_line(text: str) -> str:
    """Return the words of a title: one line, no run of spaces of any kind."""
    return " ".join(plain_characters(text).split())


def seen_length(text: str) -> int:
    """Return how many characters of the text a reader sees."""
    return sum(map(_is_seen, text))


def says_something(text: str) -> bool:
    """Tell whether a reader sees any of the text."""
    return any(map(_is_seen, text))


def _is_seen(character: str) -> bool:
    return unicodedata.category(character) not in _UNSEEN and character not in _FILLERS


def without_invisible(text: str) -> str:
    """Return an address without control, direction and zero-width characters."""
    return _INVISIBLE.sub("", plain_characters(text))
