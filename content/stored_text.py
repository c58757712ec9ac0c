"""A stored text, read once for all the forms that it is shown in."""

from __future__ import annotations

from dataclasses import dataclass

from wagtail.blocks import StreamValue

from content.document import Block, PictureRef
from content.renditions import PictureFiles, picture_files
from content.stream_to_document import block_to_document


@dataclass(frozen=True, slots=True)
class StoredText:
    """The blocks of a stream in their order, a picture with its files; those are None when they are gone."""

    parts: tuple[tuple[Block, PictureFiles | None], ...]

    @classmethod
    def read(cls, value: StreamValue) -> StoredText:
        """Read a stream. Two queries at most, whatever the number of pictures."""
        files = picture_files(value)
        parts = []
        for child in value:
            block = block_to_document(child.block_type, child.value)
            if block is not None:
                found = files.get(child.value["image"].pk) if isinstance(block, PictureRef) else None
                parts.append((block, found))
        return cls(tuple(parts))
