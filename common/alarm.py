"""Whether the board is under alarm: lower apps ask here, moderation says."""

from __future__ import annotations

from collections.abc import Callable

from django.core.cache import cache, caches

# How many times fewer everything is allowed. Limits are counted in the cache, so they ask nothing else.
FACTOR_KEY = "alarm:factor"
# Every request asks: for so many seconds what its process has heard last will do.
HEARD_SECONDS = 1
_tellers: list[Callable[[], bool]] = []


def register(teller: Callable[[], bool]) -> None:
    """Let an upper app say whether there is an alarm."""
    if teller not in _tellers:
        _tellers.append(teller)


def is_on() -> bool:
    """Whether everything is looked at before it is public, and new accounts wait for a moderator."""
    return any(teller() for teller in _tellers)


def tightening() -> int:
    """Return how many times fewer everything is allowed right now; 1 without an alarm."""
    heard = caches["fragments"]
    factor: int | None = heard.get(FACTOR_KEY)
    if factor is None:
        factor = cache.get(FACTOR_KEY, 1)
        heard.set(FACTOR_KEY, factor, HEARD_SECONDS)
    return factor


def tighten(*, factor: int, seconds: float) -> None:
    """Allow so many times fewer of everything for so long."""
    cache.set(FACTOR_KEY, factor, seconds)
    caches["fragments"].delete(FACTOR_KEY)


def loosen() -> None:
    """Allow as much as ever."""
    cache.delete(FACTOR_KEY)
    caches["fragments"].delete(FACTOR_KEY)
