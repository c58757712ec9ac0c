"""GIF (89a): blocks, each with sub-blocks of up to 255 bytes."""

from __future__ import annotations

import struct

from content.uploads.shape import BrokenFile, Outline, count_part, duration_of

_EXTENSION, _PICTURE, _TRAILER = 0x21, 0x2C, 0x3B
_GRAPHIC_CONTROL = 0xF9


def gif_outline(data: bytes) -> Outline:
    """Read the blocks up to the trailer.

    Raises:
        BrokenFile: a block is cut off or unknown, or there is no frame.
    """
    try:
        return _read(data)
    except (IndexError, struct.error) as error:
        raise BrokenFile from error


def _read(data: bytes) -> Outline:
    width, height, flags = struct.unpack_from("<HHB", data, 6)
    position, parts, delay = 13 + _palette(flags), 0, 0
    durations: list[int] = []
    while (kind := data[position]) != _TRAILER:
        if kind == _EXTENSION:
            if data[position + 1] == _GRAPHIC_CONTROL:
                (delay,) = struct.unpack_from("<H", data, position + 4)
            position += 2
        elif kind == _PICTURE:
            left, top, wide, high, flags = struct.unpack_from("<HHHHB", data, position + 1)
            # A frame may reach over the edge of the screen: then decoders grow the picture.
            width, height = max(width, left + wide), max(height, top + high)
            durations.append(duration_of(delay * 10))
            position += 11 + _palette(flags)
        else:
            raise BrokenFile
        while (length := data[position]) != 0:
            position += 1 + length
            parts = count_part(parts)
        position += 1
        parts = count_part(parts)
    if not durations:
        raise BrokenFile
    return Outline(width, height, end=position + 1, durations=tuple(durations))


def _palette(flags: int) -> int:
    """Return the length in bytes of the colour table that the flags announce."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0
