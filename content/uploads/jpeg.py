"""JPEG (ITU T.81): segments that begin with a marker, and coded data in which no marker can hide."""

from __future__ import annotations

import re
import struct

from content.uploads.shape import BrokenFile, Outline, count_part

_START_OF_SCAN, _END = 0xDA, 0xD9
# A progressive file of a camera or an editor has about ten; each one costs a pass over all pixels.
_MAX_SCANS = 100
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_BARE = frozenset({0x01, *range(0xD0, 0xD9)})
# In coded data 0xFF is followed by a zero or a restart marker, or else the data ends there.
_NEXT_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")


def jpeg_outline(data: bytes) -> Outline:
    """Read the segments up to the end-of-image marker.

    Raises:
        BrokenFile: a segment or the end is cut off, nothing tells the size, or there are too many scans.
    """
    try:
        return _read(data)
    except (IndexError, struct.error) as error:
        raise BrokenFile from error


def _read(data: bytes) -> Outline:
    position, parts, scans, width, height = 2, 0, 0, 0, 0
    while True:
        parts = count_part(parts)
        if data[position] != 0xFF:
            raise BrokenFile
        marker = data[position + 1]
        if marker == 0xFF:
            position += 1
            continue
        position += 2
        if marker == _END:
            break
        if marker in _BARE:
            continue
        (length,) = struct.unpack_from(">H", data, position)
        if marker in _FRAMES:
            high, wide = struct.unpack_from(">HH", data, position + 3)
            width, height = max(width, wide), max(height, high)
        position += length
        if marker == _START_OF_SCAN:
            scans += 1
            if scans > _MAX_SCANS:
                raise BrokenFile
            found = _NEXT_MARKER.search(data, position)
            if found is None:
                raise BrokenFile
            position = found.start()
    if not width or not height:
        raise BrokenFile
    return Outline(width, height, end=position)
