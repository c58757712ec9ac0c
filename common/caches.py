"""Django's cache backends with what limits need beside them: a counter that lives for its window."""

from __future__ import annotations

from typing import Any, ClassVar, Protocol, cast

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
    """Shares redis-py's client, with its connections, among the threads of a process.

    Django makes a client for every single command and connections for every thread, which are left open when
    the thread ends.
    """

    _by_server: ClassVar[dict[str, Any]] = {}

    def get_client(self, key: Any = None, *, write: bool = False) -> Any:
        server = self._servers[0]  # type: ignore[attr-defined]
        if server not in self._by_server:
            self._by_server.setdefault(server, super().get_client(write=True))
        return self._by_server[server]


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

    def clear(self) -> None:
        """Forget the keys of this prefix; Django's way takes all of the database, queues included."""
        client = self._cache.get_client(write=True)
        keys = list(client.scan_iter(match=f"{self.key_prefix}:*", count=1000))
        if keys:
            client.delete(*keys)


counters = cast("Counting", cache)
"""The site's cache, as what counts in it sees it."""
