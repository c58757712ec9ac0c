"""Everything that a text says to anybody: its words, descriptions of pictures, and where its links lead."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from wagtail.blocks import StreamValue

from content.document import Block, Flow, Heading, Inline, List, Paragraph, PictureRef, Quote, Table, Text
from content.plain import document_text
from content.reading import read_flow, read_inline, read_table


def said_in(value: StreamValue) -> str:
    """Return the words, a line for each paragraph, and below them each link's address, readable.

    No query: a picture's row isn't asked for.
    """
    lines, links = [], dict[str, None]()
    for child in value.raw_data:
        said = child["value"]
        if child["type"] == "video":
            links[said or ""] = None
            continue
        for block in _blocks(child["type"], said):
            lines.append(document_text([block]))
            links |= dict.fromkeys(run.href for run in _runs(block) if run.href)
        if child["type"] == "picture":
            lines.append(said.get("alt") or "")
    return "\n".join([*filter(None, lines), *(unquote(link) for link in links if link)])


def _blocks(kind: str, said: Any) -> Iterator[Block]:
    match kind:
        case "text":
            yield Text(read_flow(said))
        case "quote":
            yield Quote(read_flow(said))
        case "heading":
            yield Heading(2, read_inline(said["text"]))
        case "picture":
            yield PictureRef("", caption=read_inline(said.get("caption") or ""))
        case "table":
            if table := read_table(said.get("table") or ""):
                yield table
            yield Heading(2, read_inline(said.get("caption") or ""))


def _runs(block: Block) -> Inline:
    match block:
        case Text(flow=flow) | Quote(flow=flow):
            return _of_flow(flow)
        case Heading(inline=inline):
            return inline
        case PictureRef(caption=caption):
            return caption
        case Table():
            rows = (*block.head, *block.body)
            return tuple(run for row in rows for cell in row for run in _of_flow(cell.flow))
    return ()


def _of_flow(flow: Flow | tuple[List, ...]) -> Inline:
    runs: list[Any] = []
    for part in flow:
        if isinstance(part, Paragraph):
            runs += part.inline
        else:
            for item in part.items:
                runs += [*item.inline, *_of_flow(item.lists)]
    return tuple(runs)
