"""From a string of HTML to a document."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from content.allowed import allowed_html
from content.document import Block, Document, Element, Flow, Inline, List, Paragraph, Table, Text
from content.guard import guard, parse
from content.reading import figures, tables  # noqa: F401 (they register their tags)
from content.reading.elements import lines_of, merge_lists, read_elements, split


# One request asks several times what the same HTML says: which pictures, how long, is it empty.
@lru_cache(maxsize=8)
def read_document(html: str) -> Document:
    """Return what the HTML says in allowed elements.

    Raises:
        InvalidInput: it is a bomb; ordinary limits are `content.checks`' matter.
    """
    return tuple(_blocks(_read(html)))


def read_flow(html: str) -> Flow:
    """Return the paragraphs and lists of a stored rich text."""
    return split(_read(html))[0]


def read_inline(html: str) -> Inline:
    """Return the words of a stored heading or caption."""
    return lines_of(_read(html))[0]


def read_table(html: str) -> Table | None:
    """Return the first table of the HTML."""
    return next((element for element in _read(html) if isinstance(element, Table)), None)


def _read(html: str) -> list[Element]:
    return read_elements(parse(allowed_html(guard(html))))


def _blocks(elements: Iterable[Element]) -> Iterable[Block]:
    """Gather neighbouring paragraphs and lists into one text."""
    flow: list[Paragraph | List] = []
    for element in elements:
        if isinstance(element, Paragraph | List):
            flow.append(element)
            continue
        if flow:
            yield Text(merge_lists(flow))
            flow = []
        yield element
    if flow:
        yield Text(merge_lists(flow))
