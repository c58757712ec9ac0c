"""Python's search for unreachable objects, tuned for a process that holds a whole site in memory."""

from __future__ import annotations

import gc

# Python's own 700, 10 and 10 make a site walk through all of its modules, models and templates again and
# again: measured, it was two fifths of a request's and of a test's processor time.
THRESHOLDS = (20_000, 20, 50)


def search_less_often() -> None:
    """Search for garbage as seldom as a process should that is about to load much, or to migrate."""
    gc.set_threshold(*THRESHOLDS)


def spare_what_is_loaded() -> None:
    """Never search again what start-up has made; search what requests make less often.

    For after everything is loaded. What refers to nothing in a circle is freed at once, as ever.
    """
    gc.collect()
    gc.freeze()
    search_less_often()
