"""From the stream that an ad stores to the HTML that the editor opens."""

from __future__ import annotations

from dataclasses import replace

from wagtail.blocks import StreamValue

from content.document import PictureRef
from content.renditions import picture_files
from content.stream_to_document import block_to_document
from content.writing import editor_html


def stream_to_html(value: StreamValue) -> str:
    """Return the stream in the editor's dialect, to the letter what CKEditor writes for it.

    Two queries, whatever the number of pictures.
    """
    files = picture_files(value)
    blocks = []
    for child in value:
        block = block_to_document(child.block_type, child.value)
        if isinstance(block, PictureRef) and (found := files.get(child.value["image"].pk)):
            block = replace(block, src=found.shown.url, size=(found.shown.width, found.shown.height))
        if block is not None:
            blocks.append(block)
    return editor_html(blocks)
