"""Cache backends: counters that live for their window, one client for all commands."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.cache import cache

from common.caches import MemoryCache, counters


def test_a_counter_counts_and_is_read_like_any_value():
    assert [counters.count("uses", 60) for _use in range(3)] == [1, 2, 3]
    assert counters.count("others", 60) == 1
    assert cache.get("uses") == 3


def test_a_counter_ends_with_its_window():
    counters.count("uses", 60)
    cache.touch("uses", 0)
    assert counters.count("uses", 60) == 1


def test_a_counter_that_expires_between_two_calls_starts_anew(monkeypatch):
    def expired(*args, **kwargs):
        raise ValueError

    memory = MemoryCache("test-caches", {})
    monkeypatch.setattr(memory, "incr", expired)
    assert [memory.count("uses", 60) for _use in range(2)] == [1, 1]


@pytest.mark.redis
def test_on_redis_a_counter_leaves_with_its_window():
    counters.count("uses", 60)
    assert cache._cache.get_client().ttl(cache.make_key("uses")) in (59, 60)


@pytest.mark.redis
def test_on_redis_all_threads_share_one_client():
    with ThreadPoolExecutor(1) as pool:
        others = pool.submit(lambda: cache._cache.get_client(write=True)).result()
    assert cache._cache.get_client("somewhere") is others


@pytest.mark.redis
def test_on_redis_clearing_takes_the_own_prefix_alone():
    client = cache._cache.get_client(write=True)
    client.set("tests:somebody-elses", 1, ex=60)
    cache.set("own", 1)
    cache.clear()
    assert cache.get("own") is None
    assert client.delete("tests:somebody-elses") == 1
