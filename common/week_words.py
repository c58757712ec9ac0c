"""A week of playing hours in words: "Mon–Fri 19:00–23:00; Sat 12:00–02:00"."""

from __future__ import annotations

from itertools import pairwise

from django.utils.translation import gettext, pgettext_lazy

from common.week import HOURS, LENGTH, Week

SHORT_DAYS = (
    pgettext_lazy("short day", "Mon"),
    pgettext_lazy("short day", "Tue"),
    pgettext_lazy("short day", "Wed"),
    pgettext_lazy("short day", "Thu"),
    pgettext_lazy("short day", "Fri"),
    pgettext_lazy("short day", "Sat"),
    pgettext_lazy("short day", "Sun"),
)


def week_in_words(week: Week) -> str:
    """Say when somebody plays: days with the same hours together, in the order of the week."""
    alike: dict[tuple[int, int], list[int]] = {}
    for start, length in week.spans():
        if length == LENGTH:
            return gettext("at any time")
        day, hour = divmod(start, HOURS)
        # More than a day in a row has no like: it says where it begins and where it ends.
        key = (hour, length) if length <= HOURS else (start, length)
        alike.setdefault(key, []).append(day)
    return "; ".join(_line(days, hour, length) for (hour, length), days in alike.items())


def _line(days: list[int], hour: int, length: int) -> str:
    if length > HOURS:
        day, end = divmod((hour + length) % LENGTH, HOURS)
        return f"{SHORT_DAYS[days[0]]} {hour % HOURS:02}:00 – {SHORT_DAYS[day]} {end:02}:00"
    if (hour, length) == (0, HOURS):
        return gettext("%(days)s all day") % {"days": _days(days)}
    return f"{_days(days)} {hour:02}:00–{(hour + length) % HOURS:02}:00"


def _days(days: list[int]) -> str:
    """Name days; three and more in a row by the first and the last."""
    rows = [[days[0]]]
    for before, day in pairwise(days):
        if day == before + 1:
            rows[-1].append(day)
        else:
            rows.append([day])
    return ", ".join(
        f"{SHORT_DAYS[row[0]]}–{SHORT_DAYS[row[-1]]}"
        if len(row) > 2
        else ", ".join(str(SHORT_DAYS[day]) for day in row)
        for row in rows
    )
