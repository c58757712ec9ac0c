"""An empty cache for one worker of a test run."""

from __future__ import annotations

from django.conf import settings
from django.core.cache import cache, caches

from common.alarm import FACTOR_KEY


def empty_cache() -> None:
    """Forget this worker's keys; on a shared Redis `cache.clear()` would take those of other workers, too."""
    caches["fragments"].delete(FACTOR_KEY)
    if not settings.REDIS_URL:
        cache.clear()
        return
    redis = cache._cache.get_client(write=True)  # type: ignore[attr-defined]
    keys = list(redis.scan_iter(match=f"{settings.CACHES['default']['KEY_PREFIX']}:*", count=1000))
    if keys:
        redis.delete(*keys)
