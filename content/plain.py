"""The words of a text alone: for cards, search, feeds and letters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any

from wagtail.blocks import StreamValue

from content.characters import says_something
from content.document import (
    Block,
    Flow,
    Heading,
    Inline,
    List,
    Paragraph,
    PictureRef,
    Quote,
    Row,
    Table,
    Text,
)
from content.stream_to_document import stream_to_document

_BLANKS = re.compile(r"\s+")
# A bracket ends the one before it: looking for the end behind each of many costs the square of their number.
_TAGS = re.compile(r"<[^<>]*>")


def stream_to_text(value: StreamValue, limit: int | None = None) -> str:
    """Return the words: a line for each paragraph, or one line cut at a word where there is a limit."""
    text = document_text(stream_to_document(value))
    if limit is None:
        return text
    return shorten(text, limit)


def shows_nothing(value: StreamValue) -> bool:
    """Tell whether a stored text has neither words that a reader sees nor a picture or video."""
    return not any(_shows(block["type"], block["value"]) for block in value.raw_data)


def html_shows_nothing(html: str) -> bool:
    """The same of the editor's HTML, before it is taken apart: what it means is the conversion's to say."""
    if "<img" in html or "<oembed" in html:
        return False
    return not says_something(unescape(_TAGS.sub("", html)))


def _shows(kind: str, value: Any) -> bool:
    if kind in ("picture", "video"):
        return True
    parts = (
        [value] if isinstance(value, str) else [value.get(name, "") for name in ("text", "table", "caption")]
    )
    return any(says_something(unescape(_TAGS.sub("", part))) for part in parts)


def shorten(text: str, limit: int) -> str:
    """Return the text as one line of at most `limit` characters."""
    text = _BLANKS.sub(" ", text).strip()
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    cut = head if text[limit - 1] == " " else head.rpartition(" ")[0] or head
    return cut.rstrip(" ,.;:-–—") + "…"


def document_text(document: Iterable[Block]) -> str:
    """Return the words of the document, a line for each paragraph, item, caption or row."""
    return "\n".join(line for block in document for line in _lines(block) if line)


def table_text(table: Table) -> str:
    """Return the words of the table's cells, a line for each row."""
    return "\n".join(line for line in _rows([*table.head, *table.body]) if line)


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Text(flow=flow) | Quote(flow=flow):
            yield from _flow(flow)
        case Heading(inline=inline):
            yield _words(inline)
        case PictureRef(caption=caption):
            yield _words(caption)
        case Table(caption=caption):
            yield table_text(block)
            yield _words(caption)


def _flow(flow: Flow | tuple[List, ...]) -> Iterator[str]:
    for part in flow:
        if isinstance(part, Paragraph):
            yield _words(part.inline)
        else:
            for item in part.items:
                yield _words(item.inline)
                yield from _flow(item.lists)


def _rows(rows: Iterable[Row]) -> Iterator[str]:
    for row in rows:
        yield " ".join(" ".join(filter(None, _flow(cell.flow))) for cell in row).strip()


def _words(inline: Inline) -> str:
    return "".join(run.text for run in inline)
