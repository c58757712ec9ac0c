"""The public page's HTML of a text."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from wagtail.blocks import StreamValue

from content.document import Block, Heading, Inline, PictureRef, Quote, Table, Text, VideoRef
from content.plain import document_text
from content.renditions import PictureFiles, picture_files
from content.stored_text import StoredText
from content.videos import embed_url, parse_video, watch_url
from content.writing import PUBLIC, flow_html, inline_html, table_html


def render_stream(value: StreamValue, *, host: str) -> SafeString:
    """Return the text as the public page shows it. `host` is the site's own, for players that ask for it.

    Two queries at most, whatever the number of blocks.
    """
    return render_text(StoredText.read(value), host=host)


def render_text(text: StoredText, *, host: str) -> SafeString:
    """Return a text that was read before as the public page shows it."""
    return SafeString("".join(_render(block, host, files) for block, files in text.parts))


def prepare_renditions(value: StreamValue) -> None:
    """Make the scaled copies of the text's pictures, so that no visitor waits for them."""
    picture_files(value)


def _render(block: Block, host: str, files: PictureFiles | None) -> str:
    match block:
        case Text(flow=flow):
            return flow_html(flow, PUBLIC)
        case Quote(flow=flow):
            return _template("quote", html=_safe(flow_html(flow, PUBLIC)))
        case Heading(level=level, inline=inline):
            return _template("heading", level=level, html=_inline(inline))
        case Table():
            table = _safe(table_html(block, PUBLIC))
            label = document_text([Heading(2, block.caption)])
            return _template("table", table=table, caption=_inline(block.caption), label=label)
        case PictureRef():
            caption = _inline(block.caption)
            return _template("picture", picture=block, files=files, caption=caption) if files else ""
        case VideoRef(url=url):
            video = parse_video(url)
            if video is None:
                return ""
            return _template("video", video=video, page=watch_url(video), frame=embed_url(video, host))


def _inline(inline: Inline) -> SafeString:
    return _safe(inline_html(inline, PUBLIC))


def _safe(html: str) -> SafeString:
    # Written by `content.writing`, which escapes every character and knows only its own tags.
    return mark_safe(html)  # noqa: S308


def _template(name: str, **context: Any) -> str:
    return render_to_string(f"content/blocks/{name}.html", context)
