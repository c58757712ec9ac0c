"""Dates and ages in words, as a person says them.

The messages carry a context because Django's own catalogues have words like these, in another form.
"""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import npgettext, pgettext

MINUTE = 60
HOUR = 60 * MINUTE
HALF_A_DAY = 12 * HOUR


def age_in_words(when: datetime) -> str:
    """Say how long ago a moment was: minutes, then hours, then the day."""
    now = timezone.localtime()
    seconds = int((now - when).total_seconds())
    if 0 <= seconds < MINUTE or -MINUTE < seconds < 0:
        return pgettext("age", "just now")
    if 0 <= seconds < HOUR:
        return pgettext("age", "%(minutes)d min ago") % {"minutes": seconds // MINUTE}
    if 0 <= seconds < HALF_A_DAY or (seconds >= 0 and when.date() == now.date()):
        return hours_ago(seconds // HOUR)
    days = (now.date() - when.date()).days
    if days == 1:
        return pgettext("age", "yesterday, %(time)s") % {"time": date_format(when, "H:i")}
    return day_in_words(when.date())


def hours_ago(hours: int) -> str:
    if hours == 1:
        return pgettext("age", "an hour ago")
    return npgettext("age", "%(hours)d hour ago", "%(hours)d hours ago", hours) % {"hours": hours}


def day_in_words(day: date) -> str:
    """Write the day and month, and the year where it is another one."""
    if day.year == timezone.localdate().year:
        return date_format(day, pgettext("date without the year", "F j"))
    return date_format(day, "DATE_FORMAT")


def moment_in_words(when: datetime) -> str:
    """Write a moment in full."""
    return date_format(when, "DATETIME_FORMAT")


def clock_in_words(when: datetime) -> str:
    """Say at what time it was, and on what day unless it was today."""
    local = timezone.localtime(when)
    clock = date_format(local, "H:i")
    return clock if local.date() == timezone.localdate() else f"{day_in_words(local.date())}, {clock}"
