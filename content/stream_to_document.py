"""What a stored stream says. Stored data is read like anybody's: only allowed elements come out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from wagtail.blocks import StreamValue

from content.document import Block, Document, Heading, Paragraph, PictureRef, Quote, Run, Text, VideoRef
from content.links import clean_link
from content.reading import read_flow, read_inline, read_table
from content.videos import parse_video


def stream_to_document(value: StreamValue) -> Document:
    """Return the stream as a document; a picture whose file is gone is left out."""
    blocks = (block_to_document(child.block_type, child.value) for child in value)
    return tuple(block for block in blocks if block is not None)


def block_to_document(block_type: str, value: Any) -> Block | None:
    """Return one block of the stream, or None where nothing is left of it."""
    reader = _READERS.get(block_type)
    return reader(value) if reader else None


def _heading(value: Any) -> Block | None:
    inline = read_inline(value["text"].source)
    return Heading(3 if str(value["level"]) == "3" else 2, inline) if inline else None


def _quote(value: Any) -> Block | None:
    flow = read_flow(value.source)
    return Quote(flow) if flow else None


def _text(value: Any) -> Block | None:
    flow = read_flow(value.source)
    return Text(flow) if flow else None


def _picture(value: Any) -> Block | None:
    image = value["image"]
    if image is None:
        return None
    width = value["width"]
    return PictureRef(
        uid=str(getattr(image, "uid", image.pk)),
        alt=value["alt"] or "",
        caption=read_inline(value["caption"].source),
        alignment=value["alignment"] if value["alignment"] in ("left", "right") else "block",
        width=float(width) if width else None,
    )


def _table(value: Any) -> Block | None:
    table = read_table(value["table"] or "")
    return replace(table, caption=read_inline(value["caption"].source)) if table else None


def _video(value: Any) -> Block | None:
    href = clean_link(value or "")
    if href is None:
        return None
    return VideoRef(href) if parse_video(href) else Text((Paragraph((Run(href, href=href),)),))


_READERS: Final[dict[str, Callable[[Any], Block | None]]] = {
    "text": _text,
    "heading": _heading,
    "quote": _quote,
    "picture": _picture,
    "table": _table,
    "video": _video,
}
