"""How far a mailing is, for a page that asks every two seconds."""

from __future__ import annotations

import math
from typing import NamedTuple

from django.core.cache import cache
from django.utils import timezone

from mailing.rows import OPEN_STATUSES, Status
from newsletter.models import Mailing

# The rate is taken over so long at least, however many people watch.
COUNTED_EVERY_SECONDS = 2.0
KEPT_SECONDS = 60


class Progress(NamedTuple):
    """Letters by state, how many leave in a minute, and in how many seconds the last one should."""

    counts: dict[str, int]
    per_minute: int | None
    seconds_left: int | None
    counted_at: float

    @property
    def waiting(self) -> int:
        return sum(self.counts[status] for status in OPEN_STATUSES)


def progress_of(mailing: Mailing) -> Progress:
    """Return how far it is; the rate is that between the last two counts."""
    now = timezone.now().timestamp()
    if mailing.finished_at is not None:
        return Progress(mailing.letters, None, None, now)
    key = f"newsletter:progress:{mailing.pk}"
    before: Progress | None = cache.get(key)
    if before is not None and now - before.counted_at < COUNTED_EVERY_SECONDS:
        return before
    fresh = _measure(mailing.letters, before, now)
    cache.set(key, fresh, KEPT_SECONDS)
    return fresh


def _measure(counts: dict[str, int], before: Progress | None, now: float) -> Progress:
    if before is None:
        return Progress(counts, None, None, now)
    done = sum(
        counts[status] - before.counts[status] for status in Status.values if status not in OPEN_STATUSES
    )
    a_second = max(done, 0) / max(now - before.counted_at, 0.1)
    waiting = sum(counts[status] for status in OPEN_STATUSES)
    left = math.ceil(waiting / a_second) if a_second and waiting else None
    return Progress(counts, round(a_second * 60), left, now)
