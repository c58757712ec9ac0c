"""How long a code takes from its commit to the mail server while a newsletter goes to everybody.

Against the same way on an idle system of the same run. Web process, workers, beat, Redis and database are
processes of their own, as in production; the mail server takes everything at once.
"""

from __future__ import annotations

import os
import random
import sys
import time
from collections.abc import Iterator
from statistics import median, quantiles

from benchmarks.faults.house import ServiceMissingError, wait_for
from benchmarks.figures import Figure
from benchmarks.mailing_house import CodeWatch, Sink, mailing_house
from benchmarks.readers import subscribe, write_issue
from newsletter import services

FULL, SMALL = 20_000, 1_500
IDLE, FEW_IDLE = 60, 15
WARM_UP = 3
LONGEST_SECONDS = 900
PAUSE_SECONDS = (0.05, 0.25)


def run(*, small: bool) -> Iterator[Figure]:
    """Time codes on an idle system, release a newsletter, time codes until its last letter has gone."""
    letters = SMALL if small else FULL
    subscribe(letters)
    page_id, editor = write_issue()
    try:
        with mailing_house(os.environ["DATABASE_URL"]) as (watch, sink):
            for _ in range(WARM_UP):
                watch.milliseconds()
            idle = [_after_a_pause(watch) for _ in range(FEW_IDLE if small else IDLE)]
            baseline = Figure("code_when_idle", _p95(idle), "ms", more=f"worst={max(idle):.1f}")
            yield baseline
            services.release_mailing(page_id=page_id, by=editor, warnings_accepted=True)
            busy, seconds = _while_bulk_goes(watch, sink, letters)
    except ServiceMissingError as error:
        sys.stderr.write(f"code_under_bulk is not measured. {error}\n")
        return
    more = (
        f"worst={max(busy):.1f},median={median(busy):.1f},baseline_median={median(idle):.1f},"
        f"codes={len(busy)},bulk={letters},bulk_per_second={letters / seconds:.0f}"
    )
    yield Figure("code_under_bulk", _p95(busy), "ms", baseline, more)


def _while_bulk_goes(watch: CodeWatch, sink: Sink, letters: int) -> tuple[list[float], float]:
    """Time codes from the first letter of the newsletter to its last; return also how long that was."""
    wait_for(lambda: sink.others > 0, "the newsletter's first letter")
    started, times = time.monotonic(), []
    while sink.others < letters:
        times.append(_after_a_pause(watch))
        if time.monotonic() - started > LONGEST_SECONDS:
            raise TimeoutError(f"{letters - sink.others} letters of the newsletter haven't come.")
    return times, time.monotonic() - started


def _after_a_pause(watch: CodeWatch) -> float:
    time.sleep(random.uniform(*PAUSE_SECONDS))  # noqa: S311 (so that codes meet every moment of a batch)
    return watch.milliseconds()


def _p95(times: list[float]) -> float:
    return quantiles(times, n=20, method="inclusive")[-1]
