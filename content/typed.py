"""What a person types into a bare textarea, where no editor runs: plain text, HTML or both."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from selectolax.lexbor import LexborNode

from content.guard import children, guard, parse
from content.writing import escape

_INLINE = frozenset(["a", "b", "br", "em", "i", "span", "strong", "u"])
_TAG = re.compile(r"<[a-z/!]", re.IGNORECASE)
_EMPTY_LINE = re.compile(r"\n\s*\n")
_BETWEEN_BLOCKS = re.compile(r"(</(?:p|h2|h3|ul|ol|blockquote|figure)>)(?=<)")


def typed_to_html(typed: str) -> str:
    """Return the text as HTML: outside of tags an empty line ends a paragraph and a line break stays one.

    What stands in tags stays as it is: an editor writes nothing else.

    Raises:
        InvalidInput: it is a bomb.
    """
    typed = typed.replace("\r\n", "\n").replace("\r", "\n")
    if not _TAG.search(typed):
        return "".join(_paragraphs(escape(typed)))
    nodes = list(children(parse(guard(typed))))
    if not any(_is_loose(node) and (node.text_content or "").strip() for node in nodes):
        return typed
    return "".join(_blocks(nodes))


def readable_html(html: str) -> str:
    """Return the editor's HTML with an empty line between its blocks, for whoever reads it as it is."""
    return _BETWEEN_BLOCKS.sub(r"\1\n\n", html)


def _is_loose(node: LexborNode) -> bool:
    return bool(node.is_text_node) or node.tag in _INLINE


def _blocks(nodes: Iterable[LexborNode]) -> Iterator[str]:
    loose: list[str] = []
    for node in nodes:
        if node.is_text_node:
            loose.append(escape(node.text_content or ""))
        elif _is_loose(node):
            # Its own line breaks are those of its source, not the author's.
            loose.append(" ".join((node.html or "").split("\n")))
        else:
            yield from _paragraphs("".join(loose))
            loose = []
            yield node.html or ""
    yield from _paragraphs("".join(loose))


def _paragraphs(text: str) -> Iterator[str]:
    for paragraph in _EMPTY_LINE.split(text.strip()):
        if paragraph.strip():
            yield "<p>" + "<br>".join(paragraph.strip().split("\n")) + "</p>"
