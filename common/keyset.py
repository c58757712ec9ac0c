"""Cursors of keyset paging: where a page starts, as one opaque word in the address."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import UTC, datetime


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
            at = datetime.fromisoformat(moment)
            # The database knows no offsets as large as Python's, and no number but a whole one is a key.
            if at.tzinfo is None or type(pk) is not int or not 0 < pk < 2**63:
                return None
            return cls(moment=at.astimezone(UTC), pk=pk, backwards=bool(backwards))
        except (ValueError, TypeError, OverflowError, binascii.Error):
            return None
