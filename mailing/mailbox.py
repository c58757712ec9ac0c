"""Reading the development mailbox: the folder that the "file" transport fills."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

from django.conf import settings

# What one page or one JSON answer holds at most.
NEWEST = 1_000


def newest_letters(*, to: str = "", limit: int = NEWEST) -> list[dict[str, object]]:
    """Return letters, newest first, each with its `name` in the mailbox; `to` picks one reader's."""
    found: list[dict[str, object]] = []
    for path in sorted(settings.MAIL_DIR.glob("*.json"), reverse=True):
        record = _read(path)
        if not to or str(record["to"]).lower() == to.lower():
            found.append({**record, "name": path.stem})
        if len(found) == limit:
            break
    return found


def find_letter(name: str) -> dict[str, object] | None:
    """Return one letter, or None when the mailbox has no such name."""
    path = settings.MAIL_DIR / f"{name}.json"
    return {**_read(path), "name": name} if path.is_file() else None


@lru_cache(maxsize=NEWEST)
def _read(path: Path) -> dict[str, object]:
    """Read a file of the mailbox; they never change once written."""
    record: dict[str, object] = json.loads(path.read_text(encoding="utf-8"))
    return record
