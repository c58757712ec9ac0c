"""The board page uncached and cached, and an ad's page, each against a bare Django view of the same run."""

from __future__ import annotations

from collections.abc import Iterator

from ads.models import BoardEntry
from benchmarks.figures import Figure
from benchmarks.load import requests_per_second
from benchmarks.seed import fill_board
from benchmarks.servers import serve

FULL, SMALL = 100_000, 2_000


def run(*, small: bool) -> Iterator[Figure]:
    """Seed the board, then measure each page twice and keep the better half of a noisy machine."""
    ids = fill_board(SMALL if small else FULL)
    seconds = 2.0 if small else 6.0
    listing = BoardEntry.objects.get(pk=ids[0]).url
    with serve("benchmarks.hello:application") as port:
        hello = Figure("hello", best(port, "/", seconds), "req/s")
    yield hello
    with serve("config.wsgi:application", "/healthz", PAGE_CACHE_SECONDS="0") as port:
        yield Figure("board_uncached", best(port, "/board/", seconds), "req/s", hello)
        yield Figure("listing_uncached", best(port, listing, seconds), "req/s", hello)
    with serve("config.wsgi:application", "/healthz") as port:
        yield Figure("board_cached", best(port, "/board/", seconds), "req/s", hello)
        yield Figure("listing_cached", best(port, listing, seconds), "req/s", hello)


def best(port: int, path: str, seconds: float) -> float:
    """Return the better of two measurements, after a first request that nobody counts."""
    requests_per_second(port, [path], seconds=1)
    return max(requests_per_second(port, [path], seconds=seconds) for _ in range(2))
