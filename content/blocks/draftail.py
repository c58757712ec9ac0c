"""Between a stored rich text and what Draftail, the CMS's editor, edits.

Wagtail's own exporter drops items of lists that mix kinds or climb back more than one level,
and a moderator's approval saves what the editor holds.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.core.exceptions import BadRequest

from content.document import Flow, Inline, Item, List, Paragraph, Run
from content.links import clean_link
from content.reading import merge_lists, normalise, read_flow
from content.writing import STORED, flow_html

_BULLET, _NUMBER = "unordered-list-item", "ordered-list-item"


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph or an item as Draftail has it: in one row with all others, with a depth."""

    inline: Inline
    kind: str = "unstyled"
    depth: int = 0


class FlowConverter:
    """Does what Wagtail's `ContentstateConverter` does, by way of our own reading and writing."""

    def from_database_format(self, html: str) -> str:
        """Return the rich text as Draft.js's raw content state."""
        lines = [*_lines(read_flow(html))] or [Line(())]
        entities: list[dict[str, Any]] = []
        blocks = [_raw(line, f"{index:05d}", entities) for index, line in enumerate(lines)]
        return json.dumps({"blocks": blocks, "entityMap": dict(enumerate(entities))}, ensure_ascii=False)

    def to_database_format(self, contentstate: str) -> str:
        """Return Draft.js's raw content state as rich text in its normal form.

        Raises:
            BadRequest: it is none; no editor sends that.
        """
        try:
            return flow_html(_flow(_state_lines(contentstate)), STORED)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise BadRequest("This is no state of an editor.") from error


def _state_lines(contentstate: str) -> list[Line]:
    # An editor that was never touched sends null.
    state = json.loads(contentstate) or {}
    entities = {str(key): entity for key, entity in state.get("entityMap", {}).items()}
    return [_line(block, entities) for block in state.get("blocks", [])]


def _lines(flow: Flow | tuple[List, ...], depth: int = 0) -> Iterator[Line]:
    for part in flow:
        if isinstance(part, Paragraph):
            yield Line(part.inline)
            continue
        for item in part.items:
            yield Line(item.inline, _NUMBER if part.ordered else _BULLET, depth)
            yield from _lines(item.lists, depth + 1)


def _raw(line: Line, key: str, entities: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the line as Draft.js has it; offsets count code points."""
    styles: list[dict[str, Any]] = []
    links: list[dict[str, Any]] = []
    offset = 0
    for href, runs in groupby(line.inline, key=lambda run: run.href):
        start = offset
        for run in runs:
            place = {"offset": offset, "length": len(run.text)}
            styles += [{**place, "style": style} for style, on in _styles(run) if on]
            offset += len(run.text)
        if href is not None:
            links.append({"offset": start, "length": offset - start, "key": len(entities)})
            entities.append({"type": "LINK", "mutability": "MUTABLE", "data": {"url": href}})
    text = "".join(run.text for run in line.inline)
    shape = {"key": key, "type": line.kind, "depth": line.depth, "text": text}
    return {**shape, "inlineStyleRanges": styles, "entityRanges": links}


def _styles(run: Run) -> tuple[tuple[str, bool], ...]:
    return ("BOLD", run.bold), ("ITALIC", run.italic)


def _line(block: dict[str, Any], entities: dict[str, dict[str, Any]]) -> Line:
    """Read a line, a character at a time: ranges may overlap in any way."""
    runs = [Run(character) for character in block.get("text", "")]
    for found in block.get("inlineStyleRanges", []):
        for index in _places(found, runs):
            run = runs[index]
            bold, italic = run.bold or found["style"] == "BOLD", run.italic or found["style"] == "ITALIC"
            runs[index] = replace(run, bold=bold, italic=italic)
    for found in block.get("entityRanges", []):
        href = _href(entities.get(str(found["key"]), {}))
        for index in _places(found, runs):
            runs[index] = replace(runs[index], href=href)
    kind = block.get("type", "")
    is_item = kind in (_BULLET, _NUMBER)
    return Line(normalise(runs), kind, max(0, int(block.get("depth", 0))) if is_item else 0)


def _places(found: dict[str, Any], runs: Sequence[Run]) -> Iterable[int]:
    return range(max(0, found["offset"]), min(len(runs), found["offset"] + found["length"]))


def _href(entity: dict[str, Any]) -> str | None:
    """Return where the link leads; a page of this site by its full address, which outlives the page's id."""
    url = str(entity.get("data", {}).get("url") or "")
    return clean_link(urljoin(f"{settings.WAGTAILADMIN_BASE_URL}/", url)) if url else None


def _flow(lines: Iterable[Line]) -> Flow:
    """Gather items into lists."""
    flow: list[Paragraph | List] = []
    for is_item, group in groupby(lines, key=lambda line: line.kind in (_BULLET, _NUMBER)):
        if is_item:
            flow += _lists([*group])
        else:
            flow += [Paragraph(line.inline) for line in group]
    return merge_lists(flow)


def _lists(lines: Sequence[Line]) -> tuple[List, ...]:
    """Nest the items by their depth; one that is too deep hangs under the item above it."""
    top = lines[0].depth
    starts = [index for index, line in enumerate(lines) if line.depth <= top or index == 0]
    ends = [*starts[1:], len(lines)]
    lists = []
    for start, end in zip(starts, ends, strict=True):
        nested = _lists(lines[start + 1 : end]) if end > start + 1 else ()
        lists.append(List(lines[start].kind == _NUMBER, (Item(lines[start].inline, nested),)))
    return tuple(part for part in merge_lists(lists) if isinstance(part, List))
