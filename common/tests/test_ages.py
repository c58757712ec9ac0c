"""Ages and dates as people say them."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone, translation

from common import ages

NOON = datetime(2026, 5, 14, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _noon(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOON)


def said(before: timedelta) -> str:
    with translation.override("en"):
        return ages.age_in_words(timezone.localtime(NOON - before))


@pytest.mark.parametrize(
    ("before", "words"),
    [
        (timedelta(seconds=20), "just now"),
        (timedelta(minutes=12), "12 min ago"),
        (timedelta(minutes=75), "an hour ago"),
        (timedelta(hours=5), "5 hours ago"),
        (timedelta(hours=16), "yesterday, 23:00"),
        (timedelta(days=3), "May 11"),
        (timedelta(days=400), "April 9, 2025"),
    ],
)
def test_age_grows_coarser_with_time(before, words):
    assert said(before) == words


def test_a_clock_that_runs_ahead_by_seconds_is_still_now():
    assert said(timedelta(seconds=-30)) == "just now"


def test_the_clock_names_the_day_when_it_was_another():
    with translation.override("en"):
        assert ages.clock_in_words(NOON) == "15:00"
        assert ages.clock_in_words(NOON - timedelta(days=3)) == "May 11, 15:00"
