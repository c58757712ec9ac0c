"""When to try again."""

import random
from datetime import timedelta

# Twelve tries: after 10 s, 30 s, 90 s … at most 12 hours apart, two days in all.
MAX_ATTEMPTS = 12
FIRST_DELAY_SECONDS = 10.0
GROWTH = 3.0
LONGEST_DELAY_SECONDS = 12 * 3600.0
JITTER = 0.2


def delay_after(attempts: int) -> timedelta:
    """Return how long to wait after so many tries; spread out, lest all letters come back at once."""
    seconds = min(FIRST_DELAY_SECONDS * GROWTH ** (attempts - 1), LONGEST_DELAY_SECONDS)
    return timedelta(seconds=seconds * random.uniform(1 - JITTER, 1 + JITTER))  # noqa: S311
