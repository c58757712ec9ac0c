"""Facts of the game in the demo: the choices, and weeks of hours as its texts write them."""

from __future__ import annotations

from collections.abc import Iterable

from ads.models import FACTS
from common.week import DAYS, HOURS, Week

SHORT_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def create_choices(names: dict[str, dict[str, str]]) -> dict[str, str]:
    """Give the moderators their choices; return the slug of each name."""
    slugs = {}
    for fact, model in FACTS.items():
        for order, (name, name_en) in enumerate(names[fact].items()):
            slugs[name] = model.objects.create(name=name, name_en=name_en, sort_order=order).pk
    return slugs


def parse_week(text: str) -> Week:
    """Return the week of "wed fri 21-24, sat 12-18"; hours up to the next day's noon are written past 24.

    Raises:
        ValueError: it isn't written like that.
    """
    return Week.of(hour for part in text.split(",") if part.strip() for hour in _hours(part.split()))


def _hours(words: list[str]) -> Iterable[int]:
    begin, end = (int(hour) for hour in words[-1].split("-"))
    for name in words[:-1]:
        start = SHORT_DAYS.index(name) * HOURS
        yield from ((start + hour) % (DAYS * HOURS) for hour in range(begin, end))
