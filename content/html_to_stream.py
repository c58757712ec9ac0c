"""From the editor's HTML to the stream that an ad stores."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue
from wagtail.images.models import AbstractImage
from wagtail.rich_text import RichText

from common.errors import InvalidInput
from content.allowed import allowed_html
from content.block_ids import keep_ids
from content.blocks import AdBody
from content.checks import check_limits
from content.document import Block, Heading, Inline, Paragraph, PictureRef, Quote, Table, Text, VideoRef
from content.guard import guard, parse
from content.reading import read_document
from content.writing import EDITOR, STORED, flow_html, table_html


def html_to_stream(
    html: str, *, pictures: Mapping[str, AbstractImage], previous: StreamValue | None = None
) -> StreamValue:
    """Return the HTML as a stream of blocks, sanitised and in its normal form.

    `pictures` maps the ids that `picture_ids` tells to those pictures that the author may use.
    Blocks that were in `previous`, changed or not, keep their ids.

    Raises:
        InvalidInput: it is a bomb, passes a limit or shows a picture that isn't in `pictures`.
    """
    document = read_document(html)
    check_limits(document)
    if any(isinstance(block, PictureRef) and block.uid not in pictures for block in document):
        sentence = _("One of the pictures isn't yours or is gone. Remove it, or upload it again.")
        raise InvalidInput(field_errors={"body": [sentence]})
    body = _body()
    blocks = [_stored(block, body, pictures) for block in document]
    return StreamValue(body, keep_ids(blocks, body, previous))


def picture_ids(html: str) -> set[str]:
    """Return the public ids of the pictures that the HTML shows.

    Raises:
        InvalidInput: it is a bomb.
    """
    return {block.uid for block in read_document(html) if isinstance(block, PictureRef)}


def foreign_pictures(html: str) -> int:
    """Count the pictures that aren't uploads of ours and so are left out: nobody fetches them.

    Raises:
        InvalidInput: it is a bomb.
    """
    if "<img" not in html.lower():
        return 0
    shown = sum(isinstance(block, PictureRef) for block in read_document(html))
    return len(parse(allowed_html(guard(html))).css("img")) - shown


@cache
def _body() -> AdBody:
    return AdBody()


def _stored(block: Block, body: AdBody, pictures: Mapping[str, AbstractImage]) -> tuple[str, Any]:
    """Return the block's type and its value."""
    match block:
        case Text(flow=flow):
            return "text", RichText(flow_html(flow, STORED))
        case Quote(flow=flow):
            return "quote", RichText(flow_html(flow, STORED))
        case VideoRef(url=url):
            return "video", url
        case Heading():
            kind, value = "heading", {"level": str(block.level), "text": _lines(block.inline)}
        case Table():
            kind, value = "table", {"table": table_html(block, EDITOR), "caption": _lines(block.caption)}
        case PictureRef():
            kind, value = "picture", _picture(block, pictures[block.uid])
    return kind, body.child_blocks[kind].normalize(value)


def _picture(block: PictureRef, image: AbstractImage) -> dict[str, Any]:
    return {
        "image": image,
        "alt": block.alt,
        "caption": _lines(block.caption),
        "alignment": block.alignment,
        "width": block.width,
    }


def _lines(inline: Inline) -> str:
    return flow_html((Paragraph(inline),), STORED) if inline else ""
