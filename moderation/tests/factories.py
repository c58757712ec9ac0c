"""Rules about words for tests."""

from __future__ import annotations

from moderation.models import WatchedWord


def watch_for(watched: str, action: str = "block", kind: str = "words", note: str = "") -> WatchedWord:
    """A rule in force."""
    return WatchedWord.objects.create(watched=watched, action=action, kind=kind, note=note, is_on=True)
