"""Walks a parsed tree and says what stands in it, one element after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from itertools import chain, groupby

from selectolax.lexbor import LexborNode

from content.document import BREAK, Element, Flow, Heading, Inline, Item, List, Paragraph, Quote, Run
from content.guard import children
from content.links import clean_link
from content.reading.inline import PLAIN, join, normalise

LEVELS = {"h1": 2, "h2": 2, "h3": 3, "h4": 3, "h5": 3, "h6": 3}
LINES = frozenset(
    [
        "address",
        "article",
        "aside",
        "body",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "footer",
        "form",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "nav",
        "p",
        "pre",
        "section",
        "summary",
    ]
)

Reader = Callable[[LexborNode, Run], list[Element]]
# Filled by the modules that know a tag.
READERS: dict[str, Reader] = {}


def reads(*tags: str) -> Callable[[Reader], Reader]:
    """Register the function as the reader of these tags."""

    def register(reader: Reader) -> Reader:
        READERS.update(dict.fromkeys(tags, reader))
        return reader

    return register


@dataclass(slots=True)
class Collector:
    """Elements as they come; characters outside of one make a paragraph."""

    elements: list[Element] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)

    def end_line(self, *, keep_empty: bool = False) -> None:
        inline = normalise(self.runs)
        self.runs = []
        if inline or keep_empty:
            self.elements.append(Paragraph(inline))


def read_elements(node: LexborNode, look: Run = PLAIN) -> list[Element]:
    """Return what stands right under the node."""
    return read_nodes(children(node), look)


def read_nodes(nodes: Iterable[LexborNode], look: Run = PLAIN) -> list[Element]:
    """Return what these nodes are; characters beside elements become paragraphs."""
    collector = Collector()
    _walk(nodes, collector, look)
    collector.end_line()
    return collector.elements


def split(elements: Iterable[Element]) -> tuple[Flow, list[Element]]:
    """Return what may stand in a quote or a cell, and apart from it what must stand outside."""
    flow: list[Paragraph | List] = []
    outside: list[Element] = []
    for element in elements:
        match element:
            case Paragraph() | List():
                flow.append(element)
            case Heading(inline=inline):
                flow.append(Paragraph(inline))
            case Quote(flow=inner):
                flow.extend(inner)
            case _:
                outside.append(element)
    return merge_lists(flow), outside


def merge_lists(flow: Iterable[Paragraph | List]) -> Flow:
    """Make one list of neighbours of one kind, as every editor does."""
    merged: list[Paragraph | List] = []
    for ordered, parts in groupby(flow, key=lambda part: part.ordered if isinstance(part, List) else None):
        if ordered is None:
            merged.extend(parts)
        else:
            items = (part.items for part in parts if isinstance(part, List))
            merged.append(List(ordered, tuple(chain.from_iterable(items))))
    return tuple(merged)


def lines_of(elements: Iterable[Element]) -> tuple[Inline, list[Element]]:
    """Return the words of the elements as lines, and apart from them what has no words of its own."""
    flow, outside = split(elements)
    return join(_inlines(flow)), outside


def _inlines(flow: Iterable[Paragraph | List]) -> Iterable[Inline]:
    for part in flow:
        if isinstance(part, Paragraph):
            yield part.inline
        else:
            for item in part.items:
                yield item.inline
                yield from _inlines(item.lists)


def _walk(nodes: Iterable[LexborNode], into: Collector, look: Run) -> None:
    for node in nodes:
        if node.is_text_node:
            into.runs.append(replace(look, text=node.text_content or ""))
        elif node.is_element_node:
            _read(node, node.tag or "", into, look)


def _read(node: LexborNode, tag: str, into: Collector, look: Run) -> None:
    if tag in ("b", "strong"):
        _walk(children(node), into, replace(look, bold=True))
    elif tag in ("i", "em"):
        _walk(children(node), into, replace(look, italic=True))
    elif tag == "a":
        _walk(children(node), into, replace(look, href=clean_link(node.attributes.get("href") or "")))
    elif tag == "br":
        into.runs.append(Run(BREAK))
    elif tag in READERS:
        into.end_line()
        into.elements += READERS[tag](node, look)
    elif tag in LINES:
        into.end_line()
        before = len(into.elements)
        _walk(children(node), into, look)
        into.end_line(keep_empty=tag == "p" and len(into.elements) == before)
    else:
        _walk(children(node), into, look)


@reads(*LEVELS)
def _read_heading(node: LexborNode, look: Run) -> list[Element]:
    inline, outside = lines_of(read_elements(node, look))
    return [*([Heading(LEVELS[node.tag or ""], inline)] if inline else []), *outside]


@reads("blockquote")
def _read_quote(node: LexborNode, look: Run) -> list[Element]:
    flow, outside = split(read_elements(node, look))
    return [*([Quote(flow)] if any(_inlines(flow)) else []), *outside]


@dataclass(slots=True)
class _Item:
    """An item as it grows; its lists are merged once, at the end."""

    lines: list[Inline] = field(default_factory=list)
    lists: list[List] = field(default_factory=list)

    def finish(self) -> Item:
        return Item(
            join(self.lines), tuple(part for part in merge_lists(self.lists) if isinstance(part, List))
        )


@reads("ul", "ol")
def _read_list(node: LexborNode, look: Run) -> list[Element]:
    items: list[_Item] = []
    outside: list[Element] = []
    for child in children(node):
        is_item = child.tag == "li"
        flow, apart = split(read_elements(child, look) if is_item else read_nodes([child], look))
        outside += apart
        # Old editors put a nested list beside its item.
        is_nested = not is_item and bool(flow) and isinstance(flow[0], List) and bool(items)
        if is_nested or is_item or flow:
            _put(flow, items, begin=not is_nested)
    finished = tuple(item.finish() for item in items)
    return [*([List(node.tag == "ol", finished)] if finished else []), *outside]


def _put(flow: Flow, items: list[_Item], *, begin: bool) -> None:
    """Put the flow into the last item, or begin one; words after a nested list are the next one's."""
    if begin:
        items.append(_Item())
    for part in flow:
        if isinstance(part, List):
            items[-1].lists.append(part)
            continue
        if items[-1].lists:
            items.append(_Item())
        items[-1].lines.append(part.inline)
