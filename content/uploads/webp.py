"""WebP (RFC 9649): a RIFF file whose chunks hold one picture or the frames of several."""

from __future__ import annotations

import struct

from content.uploads.shape import BrokenFile, Outline, count_part, duration_of


def webp_outline(data: bytes) -> Outline:
    """Read the chunks of the RIFF file.

    Raises:
        BrokenFile: it is cut off, or there is no picture in it.
    """
    try:
        return _read(data)
    except (IndexError, struct.error) as error:
        raise BrokenFile from error


def _read(data: bytes) -> Outline:
    (length,) = struct.unpack_from("<I", data, 4)
    end = length + 8
    if end > len(data):
        raise BrokenFile
    position, parts, width, height = 12, 0, 0, 0
    durations: list[int] = []
    while position + 8 <= end:
        parts = count_part(parts)
        kind, length = struct.unpack_from("<4sI", data, position)
        body = position + 8
        position = body + length + (length & 1)
        if body + length > end:
            raise BrokenFile
        if kind == b"ANMF":
            durations.append(duration_of(int.from_bytes(data[body + 12 : body + 15], "little")))
        wide, high = _size(kind, data, body)
        width, height = max(width, wide), max(height, high)
    if not width or not height:
        raise BrokenFile
    return Outline(width, height, end=end + (end & 1), durations=tuple(durations) or (0,))


def _size(kind: bytes, data: bytes, body: int) -> tuple[int, int]:
    """Return the width and height that this kind of chunk tells."""
    if kind == b"VP8X":
        return _uint24(data, body + 4) + 1, _uint24(data, body + 7) + 1
    if kind == b"VP8 ":
        wide, high = struct.unpack_from("<HH", data, body + 6)
        return wide & 0x3FFF, high & 0x3FFF
    if kind == b"VP8L":
        (bits,) = struct.unpack_from("<I", data, body + 1)
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    return 0, 0


def _uint24(data: bytes, position: int) -> int:
    return int.from_bytes(data[position : position + 3], "little")
