"""Text with its links in the open, for readers of plain letters."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from content.document import Flow, Inline, List


def flow_text(flow: Flow) -> str:
    """Return paragraphs with an empty line between them, list items on lines of their own."""
    blocks = (_list(part) if isinstance(part, List) else inline_text(part.inline) for part in flow)
    return "\n\n".join(block for block in blocks if block)


def inline_text(inline: Inline) -> str:
    """Return the words; an address follows its link in brackets, unless the words are the address."""
    return "".join(_linked("".join(run.text for run in runs), href) for href, runs in groupby(inline, _href))


def _href(run: object) -> str | None:
    return getattr(run, "href", None)


def _linked(words: str, href: str | None) -> str:
    if not href or words.strip() in (href, href.removeprefix("mailto:")):
        return words
    return f"{words} ({href})"


def _list(part: List) -> str:
    return "\n".join(_items(part, ""))


def _items(part: List, indent: str) -> Iterator[str]:
    for number, item in enumerate(part.items, start=1):
        bullet = f"{number}." if part.ordered else "-"
        yield f"{indent}{bullet} {inline_text(item.inline)}"
        for inner in item.lists:
            yield from _items(inner, indent + "  ")
