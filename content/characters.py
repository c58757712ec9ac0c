"""Characters that no text of ours keeps."""

import re

# Lone surrogates can't be encoded, NUL can't be stored, the rest has no place in a document.
_NEVER = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# Overrides and embeddings let a text look like another one.
_DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u2028\u2029\u2060-\u2064\ufeff\ufff9-\ufffb]")
_SPACES = re.compile(r"[ \t\n\r\f]+")


def storable(text: str) -> str:
    """Return the text without characters that the database or a parser chokes on."""
    return _NEVER.sub("", text)


def plain_characters(text: str) -> str:
    """Return the text of an element with nothing in it that hides or turns characters round."""
    return _DIRECTIONS.sub("", _NEVER.sub("", text))


def one_line(text: str) -> str:
    """Return the text of an attribute with its runs of spaces folded."""
    return _SPACES.sub(" ", plain_characters(text)).strip(" ")


def without_invisible(text: str) -> str:
    """Return an address without control, direction and zero-width characters."""
    return _INVISIBLE.sub("", plain_characters(text))
