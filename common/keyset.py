"""Cursors of keyset paging: where a page starts, as one opaque word in the address."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cursor:
    """The sort value and key of the row that the page starts beyond."""

    position: str
    pk: int
    backwards: bool = False

    def encode(self) -> str:
        raw = json.dumps([self.position, self.pk, self.backwards], separators=(",", ":"))
        return base64.urlsafe_b64encode(raw.encode()).decode().rstrip("=")

    @classmethod
    def decode(cls, word: str | None) -> Cursor | None:
        """Return the cursor, or None for a missing or broken word: a stale link shows the first page."""
        if not word or len(word) > 200:
            return None
        try:
            raw = json.loads(base64.urlsafe_b64decode(word + "=" * (-len(word) % 4)))
            position, pk, backwards = raw
            return cls(position=str(position), pk=int(pk), backwards=bool(backwards))
        except (ValueError, TypeError, binascii.Error):
            return None
