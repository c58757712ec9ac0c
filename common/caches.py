"""Django's cache backends with what limits need beside them: a counter that lives for its window."""

from __future__ import annotations

from functools import cached_property
from typing import Any, Protocol, cast

from django.core.cache import cache
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache, RedisCacheClient


class Counting(Protocol):
    """A cache that counts."""

    def count(self, key: str, seconds: int) -> int:
        """Add one to a counter, which lives for so many seconds, and return it."""


class MemoryCache(LocMemCache):
    """One process's own memory."""

    def count(self, key: str, seconds: int) -> int:
        """Add one to a counter, which lives for so many seconds from its first use on; return it."""
        if self.add(key, 1, timeout=seconds):
            return 1
        try:
            return self.incr(key)
        except ValueError:  # it expired between the two calls
            self.add(key, 1, timeout=seconds)
            return 1


class _Client(RedisCacheClient):
    """Keeps redis-py's client, which threads may share: Django makes one for every single command."""

    @cached_property
    def _kept(self) -> Any:
        return super().get_client(write=True)

    def get_client(self, key: Any = None, *, write: bool = False) -> Any:
        return self._kept


class SharedCache(RedisCache):
    """All processes' cache: one Redis."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = _Client

    def count(self, key: str, seconds: int) -> int:
        """Add one to a counter, which lives for so many seconds from its last use on; return it.

        One trip to the server, where `add` and `incr` would take three.
        """
        key = self.make_and_validate_key(key)
        trip = self._cache.get_client(key, write=True).pipeline()
        trip.incr(key)
        trip.expire(key, seconds)
        used, _lives = trip.execute()
        return int(used)


counters = cast("Counting", cache)
"""The site's cache, as what counts in it sees it."""
