"""An empty cache for one worker of a test run."""

from __future__ import annotations

from django.core.cache import cache, caches

from common.alarm import FACTOR_KEY


def empty_cache() -> None:
    """Forget this worker's keys, on a shared Redis, too, and what the process has heard of an alarm."""
    caches["fragments"].delete(FACTOR_KEY)
    cache.clear()
