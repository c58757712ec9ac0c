"""One message for all readers, with holes for what differs: address, key, Message-ID.

Building a message costs far more than sending it. Here it is built once per mailing; a reader's copy takes
joining a few pieces of bytes. Bodies are base64, and only the lines around the reader's key are encoded anew.
"""

from __future__ import annotations

import base64
import re
from datetime import datetime

from mailing.mime import build_message
from newsletter.compose.placeholder import PLACEHOLDER, unsubscribe_url

# What one line of base64 holds: 76 characters of it (RFC 2045, 6.8).
LINE_BYTES = 57
TO_HOLE, ID_HOLE = "reader@hole.invalid", "letter@hole.invalid"
LINK_HOLE, TEXT_HOLE, HTML_HOLE = "LINKHOLE", "TEXTHOLE", "HTMLHOLE"
TOKEN = PLACEHOLDER.encode()


class Body:
    """A base64 body that is encoded once, but for the lines that the reader's key stands in."""

    def __init__(self, text: str) -> None:
        raw = ("\r\n".join(text.splitlines()) + "\r\n").encode()
        self._pieces: list[tuple[bool, bytes]] = []
        done = 0
        for start, end in _lines_with_token(raw):
            self._pieces += [(False, _base64(raw[done:start])), (True, raw[start:end])]
            done = end
        self._pieces.append((False, _base64(raw[done:])))

    def fill(self, token: bytes) -> bytes:
        """Return the body with the reader's key, which is as long as the placeholder."""
        return b"".join(
            _base64(piece.replace(TOKEN, token)) if open_ else piece for open_, piece in self._pieces
        )


class Stencil:
    """A mailing's message with its holes."""

    def __init__(
        self, *, subject: str, text: str, html: str, headers: dict[str, str], date: datetime
    ) -> None:
        frame = build_message(
            to=TO_HOLE,
            subject=subject,
            text=TEXT_HOLE,
            html=HTML_HOLE,
            headers={**headers, "List-Unsubscribe": f"<{LINK_HOLE}>"},
            message_id=ID_HOLE,
            date=date,
        )
        frame = frame.replace(b"quoted-printable", b"base64")
        holes = (TO_HOLE, ID_HOLE, LINK_HOLE, f"{TEXT_HOLE}\r\n", f"{HTML_HOLE}\r\n")
        pieces = re.split("|".join(f"({re.escape(hole)})" for hole in holes).encode(), frame)
        self._pieces = [piece for piece in pieces if piece is not None]
        self._text, self._html = Body(text), Body(html)
        self._link = unsubscribe_url().encode()

    def fill(self, *, to: str, token: str, message_id: str) -> bytes:
        """Return one reader's message. `to` is a bare ASCII address, `message_id` comes with its brackets."""
        key = token.encode()
        fillings = {
            TO_HOLE.encode(): to.encode(),
            ID_HOLE.encode(): message_id.encode(),
            LINK_HOLE.encode(): self._link.replace(TOKEN, key),
            f"{TEXT_HOLE}\r\n".encode(): self._text.fill(key),
            f"{HTML_HOLE}\r\n".encode(): self._html.fill(key),
        }
        return b"".join([fillings.get(piece, piece) for piece in self._pieces])


def _lines_with_token(raw: bytes) -> list[tuple[int, int]]:
    """Return the ranges of whole base64 lines in which the placeholder stands, merged where they touch."""
    ranges: list[tuple[int, int]] = []
    for found in re.finditer(re.escape(TOKEN), raw):
        start = found.start() // LINE_BYTES * LINE_BYTES
        end = min(-(-found.end() // LINE_BYTES) * LINE_BYTES, len(raw))
        if ranges and start <= ranges[-1][1]:
            start = ranges.pop()[0]
        ranges.append((start, end))
    return ranges


def _base64(raw: bytes) -> bytes:
    return base64.encodebytes(raw).replace(b"\n", b"\r\n")
