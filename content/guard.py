"""Looks at raw HTML before any parser does: bombs are refused while they are still text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from django.utils.translation import gettext as _
from selectolax.lexbor import LexborHTMLParser, LexborNode

from common.errors import InvalidInput
from content.attributes import has_crowded_tag
from content.characters import storable
from content.limits import MAX_RAW_DEPTH, MAX_RAW_HTML, MAX_RAW_TAGS

_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)", re.IGNORECASE)
# Formatting tags with attributes are what a parser opens anew in every paragraph: their number times
# the number of tags bounds the tree, whatever tricks the rest plays.
_DRESSED_FORMATTING = re.compile(
    r"<(?:b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)[\s/]", re.IGNORECASE
)
_MAX_REOPENED = 1_000_000
# These have no end tag or may leave it out, so they say nothing of the depth.
_SHALLOW = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
        "p",
        "li",
        "dt",
        "dd",
        "td",
        "th",
        "tr",
        "tbody",
        "thead",
        "tfoot",
        "option",
        "optgroup",
        "html",
        "head",
        "body",
    ]
)


def guard(html: str) -> str:
    """Return the HTML in storable characters, sure that parsing it costs little.

    Raises:
        InvalidInput: it is too long, too deep, or has too many tags or attributes of one.
    """
    if len(html) > MAX_RAW_HTML:
        raise _refusal(_("The text with its formatting is too long. Split it, or paste it as plain text."))
    html = storable(html)
    tags = sum(1 for _tag in islice(_TAG.finditer(html), MAX_RAW_TAGS + 1))
    dressed = sum(1 for _tag in _DRESSED_FORMATTING.finditer(html))
    if tags > MAX_RAW_TAGS or tags * dressed > _MAX_REOPENED or _is_deep(html) or has_crowded_tag(html):
        raise _refusal(_("The formatting of this text is too tangled. Paste it as plain text."))
    return html


def parse(html: str) -> LexborNode:
    """Return the body of the parsed HTML, which is no deeper than a walk may recurse.

    Raises:
        InvalidInput: it is too deep.
    """
    body = LexborHTMLParser(f"<!doctype html><body>{html}").body
    if body is None:
        raise _refusal(_("The formatting of this text is too tangled. Paste it as plain text."))
    if _depth_exceeds(body, MAX_RAW_DEPTH):
        raise _refusal(_("The formatting of this text is too tangled. Paste it as plain text."))
    return body


def children(node: LexborNode) -> Iterator[LexborNode]:
    """Yield the nodes right under the node, text included."""
    child = node.first_child
    while child is not None:
        yield child
        child = child.next


def _is_deep(html: str) -> bool:
    """Guess the depth by counting tags, which costs less than a parser's time on a bomb."""
    depth = 0
    for closing, name in _TAG.findall(html):
        if name.lower() in _SHALLOW:
            continue
        depth = max(0, depth - 1) if closing else depth + 1
        if depth > MAX_RAW_DEPTH:
            return True
    return False


def _depth_exceeds(root: LexborNode, limit: int) -> bool:
    """Walk the tree without recursion."""
    waiting = [(root, 0)]
    while waiting:
        node, depth = waiting.pop()
        if depth > limit:
            return True
        waiting.extend((child, depth + 1) for child in children(node))
    return False


def _refusal(sentence: str) -> InvalidInput:
    return InvalidInput(field_errors={"body": [sentence]})
