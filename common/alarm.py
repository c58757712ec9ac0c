"""Whether the board is under alarm: lower apps ask here, moderation says."""

from __future__ import annotations

from collections.abc import Callable

# How many times fewer everything is allowed while the alarm lasts; 1 without one.
Tightening = Callable[[], int]
_tellers: list[Tightening] = []


def register(teller: Tightening) -> None:
    """Let an upper app say how much tighter limits are right now; 1 means that there is no alarm."""
    if teller not in _tellers:
        _tellers.append(teller)


def tightening() -> int:
    """Return how many times fewer everything is allowed right now."""
    return max((teller() for teller in _tellers), default=1)


def is_on() -> bool:
    """Whether everything is looked at before it is public, and new accounts wait for a moderator."""
    return tightening() > 1
