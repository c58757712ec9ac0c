"""Counts the attributes of raw tags before a parser does: parsers compare each with all before it."""

from __future__ import annotations

import re
from typing import Final

MAX_ATTRIBUTES: Final = 100  # of one tag; editors write a handful
_TAG = re.compile(r"</?[a-z][^ \t\n\f\r/>]*", re.IGNORECASE)
# A name, and the equals sign of what may follow it (WHATWG HTML, 13.2.5.32 and on).
_NAME = re.compile(r"[ \t\n\f\r/]*([^ \t\n\f\r/>][^ \t\n\f\r/>=]*)([ \t\n\f\r]*=[ \t\n\f\r]*)?")
_BARE_VALUE = re.compile(r"[^ \t\n\f\r>]*")
# What looks like a tag inside a value is looked at again; nobody but an attacker nests that.
_PASSES: Final = 4


def has_crowded_tag(html: str) -> bool:
    """Tell whether a tag has more attributes than any editor writes, or whether finding out costs too much.

    Everything that may begin a tag is looked at, in comments and values too: what a parser takes for one
    depends on all that stands before.
    """
    last = {quote: html.rfind(quote) for quote in "\"'"}
    budget = _PASSES * len(html)
    for tag in _TAG.finditer(html):
        end = _end_of_attributes(html, tag.end(), last)
        if end is None:
            return True
        budget -= end - tag.start()
        if budget < 0:
            return True
    return False


def _end_of_attributes(html: str, at: int, last: dict[str, int]) -> int | None:
    """Return where the attributes of a tag end; None when there are too many.

    `last` says where the last quotation marks stand: a value that is never closed makes no tag.
    """
    for _number in range(MAX_ATTRIBUTES):
        name = _NAME.match(html, at)
        if name is None:
            return at
        at = name.end()
        if name[2] is None:
            continue
        quote = html[at : at + 1]
        if quote not in last:
            at = _value_end(html, at)
        elif last[quote] <= at:
            return len(html)
        else:
            at = html.index(quote, at + 1) + 1
    return None if _NAME.match(html, at) else at


def _value_end(html: str, at: int) -> int:
    found = _BARE_VALUE.match(html, at)
    return found.end() if found else at
