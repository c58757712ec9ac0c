"""Cursors of keyset paging: where a page starts, as one opaque word in the address."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Cursor:
    """The time and key of the row that the page starts beyond."""

    moment: datetime
    pk: int
    backwards: bool = False

    def encode(self) -> str:
        raw = json.dumps([self.moment.isoformat(), self.pk, self.backwards], separators=(",", ":"))
        return base64.urlsafe_b64encode(raw.encode()).decode().rstrip("=")

    @classmethod
    def decode(cls, word: str | None) -> Cursor | None:
        """Return the cursor, or None for a missing or broken word: a stale link shows the first page."""
        if not word or len(word) > 200:
            return None
        try:
            raw = json.loads(base64.urlsafe_b64decode(word + "=" * (-len(word) % 4)))
            moment, pk, backwards = raw
            cursor = cls(moment=datetime.fromisoformat(moment), pk=int(pk), backwards=bool(backwards))
        except (ValueError, TypeError, binascii.Error):
            return None
        return cursor if cursor.moment.tzinfo is not None and 0 < cursor.pk < 2**63 else None
