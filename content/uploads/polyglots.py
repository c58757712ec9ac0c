"""Files that are a picture and something else at once. Nobody needs them, so they are refused."""

from __future__ import annotations

import re

# Nobody's camera writes these; a browser or an interpreter that is shown the file would run them.
_CODE = re.compile(rb"<script|<\?php|<html|<!doctype|<iframe|<svg\s|javascript:", re.IGNORECASE)
# Archives, programs and documents that readers find at the end of a file, whatever stands before them.
_TAILS = (
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"%PDF-",
    b"Rar!\x1a\x07",
    b"7z\xbc\xaf\x27\x1c",
    b"\x7fELF",
    b"MZ",
    b"#!",
)
_MAX_ZIP_END = 65_557
_PDF_HEADER_WITHIN = 1_024


def is_polyglot(data: bytes, end: int) -> bool:
    """Tell whether another kind of file hides in this one, whose picture ends at `end`."""
    tail = data[end:].lstrip(b"\0\r\n\t ")
    return (
        _CODE.search(data) is not None
        or tail.startswith(_TAILS)
        or any(mark in tail for mark in _TAILS[:5])
        or (b"PK\x05\x06" in data[-_MAX_ZIP_END:] and b"PK\x01\x02" in data)
        or b"%PDF-" in data[:_PDF_HEADER_WITHIN]
        or _opens_a_comment(data)
    )


def _opens_a_comment(data: bytes) -> bool:
    """Tell whether the header's length or width starts a comment, which makes the file a script as well."""
    return (data.startswith(b"\xff\xd8") and data[4:6] == b"/*") or (
        data.startswith(b"GIF8") and data[6:8] == b"/*"
    )
