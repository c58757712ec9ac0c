"""Found words, marked where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape

from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString, mark_safe

from moderation.watching import Hit, Matcher

AROUND = 40
SHOWN_PLACES = 3
_TAG = re.compile(r"(<[^>]*>)")


def in_context(text: str, hits: Iterable[Hit], most: int = SHOWN_PLACES) -> list[SafeString]:
    """Return the first places with a little of what stands around them, the found words marked."""
    places: list[SafeString] = []
    shown_to = -1
    for hit in hits:
        if hit.start < shown_to or len(places) == most:
            continue
        shown_to = hit.end
        start, end = max(0, hit.start - AROUND), min(len(text), hit.end + AROUND)
        before = ("…" if start else "") + text[start : hit.start]
        after = text[hit.end : end] + ("…" if end < len(text) else "")
        places.append(format_html("{}<mark>{}</mark>{}", before, text[hit.start : hit.end], after))
    return places


def marked(text: str, matcher: Matcher) -> SafeString:
    """Return a text, escaped, with every found word marked."""
    return mark_safe("".join(_pieces(text, matcher)))  # noqa: S308 (each piece is escaped)


def marked_html(html: SafeString | str, matcher: Matcher) -> SafeString:
    """Return HTML of ours with the words marked that stand whole between two of its tags."""
    parts = _TAG.split(conditional_escape(html))
    for number in range(0, len(parts), 2):
        if parts[number].strip():
            parts[number] = "".join(_pieces(unescape(parts[number]), matcher))
    return mark_safe("".join(parts))  # noqa: S308 (tags as they were; the rest is escaped)


def _pieces(text: str, matcher: Matcher) -> Iterator[str]:
    end = 0
    for hit in matcher.find(text):
        if hit.start >= end:
            yield escape(text[end : hit.start])
            yield format_html("<mark>{}</mark>", text[hit.start : hit.end])
            end = hit.end
    yield escape(text[end:])
