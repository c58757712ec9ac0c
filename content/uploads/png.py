"""PNG (W3C, third edition): a chain of chunks; `acTL` and `fcTL` make it move."""

from __future__ import annotations

import struct

from content.uploads.shape import BrokenFile, Outline, count_part, duration_of


def png_outline(data: bytes) -> Outline:
    """Read the chain of chunks up to its end.

    Raises:
        BrokenFile: a chunk is cut off, or the first one isn't the header.
    """
    position, parts, size = 8, 0, (0, 0)
    durations: list[int] = []
    while True:
        parts = count_part(parts)
        if position + 12 > len(data):
            raise BrokenFile
        length, kind = struct.unpack_from(">I4s", data, position)
        body, position = position + 8, position + 12 + length
        if position > len(data) or (parts == 1 and (kind, length) != (b"IHDR", 13)):
            raise BrokenFile
        if kind == b"IHDR":
            size = struct.unpack_from(">II", data, body)
        elif kind == b"fcTL" and length == 26:
            numerator, denominator = struct.unpack_from(">HH", data, body + 20)
            durations.append(duration_of(numerator * 1000 // (denominator or 100)))
        elif kind == b"IEND":
            return Outline(*size, end=position, durations=tuple(durations) or (0,))
