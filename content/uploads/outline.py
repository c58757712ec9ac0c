"""What a picture file says of itself, read without decoding a pixel."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from content.uploads.gif import gif_outline
from content.uploads.jpeg import jpeg_outline
from content.uploads.png import png_outline
from content.uploads.shape import BrokenFile, Outline
from content.uploads.webp import webp_outline


@dataclass(frozen=True, slots=True)
class Format:
    name: str
    outline: Callable[[bytes], Outline]


_JPEG: Final = Format("JPEG", jpeg_outline)
_PNG: Final = Format("PNG", png_outline)
_GIF: Final = Format("GIF", gif_outline)
_WEBP: Final = Format("WEBP", webp_outline)


def format_of(data: bytes) -> Format | None:
    """Tell the format by the file's first bytes, never by its name."""
    if data.startswith(b"\xff\xd8\xff"):
        return _JPEG
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return _PNG
    if data.startswith((b"GIF87a", b"GIF89a")):
        return _GIF
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return _WEBP
    return None


__all__ = ["BrokenFile", "Format", "Outline", "format_of"]
