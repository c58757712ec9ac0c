"""From the stream that an ad stores to the HTML that the editor opens."""

from __future__ import annotations

from dataclasses import replace

from wagtail.blocks import StreamValue

from content.document import Block, PictureRef
from content.renditions import PictureFiles
from content.stored_text import StoredText
from content.writing import editor_html


def stream_to_html(value: StreamValue) -> str:
    """Return the stream in the editor's dialect, to the letter what CKEditor writes for it.

    Two queries, whatever the number of pictures.
    """
    return text_to_html(StoredText.read(value))


def text_to_html(text: StoredText) -> str:
    """Return a text that was read before in the editor's dialect."""
    return editor_html([_with_file(block, files) for block, files in text.parts])


def _with_file(block: Block, files: PictureFiles | None) -> Block:
    if not isinstance(block, PictureRef) or files is None:
        return block
    return replace(block, src=files.shown.url, size=(files.shown.width, files.shown.height))
