"""Weeks of hours: kept, moved between time zones, compared and told."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from common.week import FULL, LENGTH, Week, hours_between
from common.week_field import WeekField
from common.week_words import week_in_words

WEEKS = st.integers(0, FULL).map(Week)
SHIFTS = st.integers(-400, 400)
ZONES = st.sampled_from(
    ["UTC", "Europe/Moscow", "Europe/Berlin", "Asia/Kamchatka", "America/New_York", "Asia/Kolkata"]
)
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))
WINTER, SUMMER = datetime(2026, 1, 15, tzinfo=UTC), datetime(2026, 7, 15, tzinfo=UTC)


def week(*days: range | tuple[int, ...]) -> Week:
    return Week.of_days([list(day) for day in days] + [[]] * (7 - len(days)))


@given(WEEKS)
def test_every_way_to_write_a_week_reads_the_same(any_week):
    assert Week.from_hex(any_week.hex) == any_week
    assert Week.of(any_week.hours) == any_week
    assert Week.of_days(any_week.days) == any_week
    assert len(any_week.hex) in (0, 42)
    assert len(any_week) == len(any_week.hours)


@given(WEEKS)
def test_the_rows_of_hours_are_the_week_and_touch_nowhere(any_week):
    spans = list(any_week.spans())
    told = [(start + n) % LENGTH for start, length in spans for n in range(length)]
    assert sorted(told) == any_week.hours
    ends = {(start + length) % LENGTH for start, length in spans if length < LENGTH}
    assert not ends & set(any_week.hours)


@given(WEEKS, SHIFTS, SHIFTS)
def test_shifts_add_up_and_lose_no_hour(any_week, first, second):
    assert any_week.shifted(first).shifted(second) == any_week.shifted(first + second)
    assert any_week.shifted(first).shifted(-first) == any_week
    assert any_week.shifted(LENGTH) == any_week
    assert len(any_week.shifted(first)) == len(any_week)


@given(WEEKS, WEEKS, ZONES, ZONES, MOMENTS)
def test_what_two_have_in_common_is_the_same_by_both_clocks(mine, theirs, here, there, at):
    by_here = mine & theirs.moved(source=there, target=here, at=at)
    by_there = mine.moved(source=here, target=there, at=at) & theirs
    assert by_here.moved(source=here, target=there, at=at) == by_there
    assert len(by_here) <= min(len(mine), len(theirs))


def test_hours_pass_over_the_end_of_the_week_both_ways():
    late_sunday = Week.of([LENGTH - 1])
    assert late_sunday.shifted(1) == Week.of([0])
    assert Week.of([0]).shifted(-1) == late_sunday
    in_kamchatka = late_sunday.moved(source="Europe/Moscow", target="Asia/Kamchatka", at=WINTER)
    assert in_kamchatka == Week.of([8])


def test_evenings_stay_evenings_when_clocks_change():
    assert hours_between("Europe/Berlin", "Europe/Moscow", WINTER) == 2
    assert hours_between("Europe/Berlin", "Europe/Moscow", SUMMER) == 1
    evening = week((20,))
    assert evening.moved(source="Europe/Berlin", target="Europe/Moscow", at=WINTER) == week((22,))
    assert evening.moved(source="Europe/Berlin", target="Europe/Moscow", at=SUMMER) == week((21,))


def test_a_zone_that_is_none_counts_as_greenwich():
    for name in ("Mars/Olympus", "", "../etc", "x\x00"):
        assert hours_between(name, "Europe/Moscow", WINTER) == 3


@pytest.mark.parametrize("hours", [[-1], [LENGTH]])
def test_a_week_has_168_hours(hours):
    with pytest.raises(ValueError, match="no hour"):
        Week.of(hours)


@pytest.mark.parametrize("days", [[], [[]] * 6, [[]] * 8, [[24], *[[]] * 6], [[-1], *[[]] * 6]])
def test_a_week_is_seven_days_of_24_hours(days):
    with pytest.raises(ValueError, match="seven lists"):
        Week.of_days(days)


@pytest.mark.parametrize("digits", ["zz", "1" + "0" * 42, "-1"])
def test_other_texts_are_no_week(digits):
    with pytest.raises(ValueError, match=r"week|invalid"):
        Week.from_hex(digits)


@pytest.mark.parametrize(
    ("given_week", "words"),
    [
        (Week(), ""),
        (Week(FULL), "at any time"),
        (week((21, 22, 23)), "Mon 21:00–00:00"),
        (week(*[(19, 20)] * 5), "Mon–Fri 19:00–21:00"),
        (week((19,), (), (19,), (), (), (12,), (12,)), "Mon, Wed 19:00–20:00; Sat, Sun 12:00–13:00"),
        (week((23,), (0, 1)), "Mon 23:00–02:00"),
        (Week.of([0, LENGTH - 1]), "Sun 23:00–01:00"),
        (week((), (), (), (), (), range(24)), "Sat all day"),
        (week((), (), (), (), (), range(10, 24), range(23)), "Sat 10:00 – Sun 23:00"),
    ],
)
def test_a_week_is_told_as_people_tell_it(given_week, words):
    with override("en"):
        assert week_in_words(given_week) == words


def test_the_form_field_takes_and_gives_weeks():
    field = WeekField(required=False)
    assert field.clean(["0", "167"]) == Week.of([0, 167])
    assert field.clean([]) == Week()
    assert field.prepare_value(Week.of([5])) == ["5"]
    for wrong in (["168"], ["-1"], ["x"], "12"):
        with pytest.raises(ValidationError):
            field.clean(wrong)
