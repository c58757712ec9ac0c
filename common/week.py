"""The hours of a week in which somebody plays: a set of 168, kept as one number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

DAYS, HOURS = 7, 24
LENGTH = DAYS * HOURS
FULL = (1 << LENGTH) - 1
HEX_LENGTH = LENGTH // 4


class Span(NamedTuple):
    """Hours in a row: where they begin, counted from Monday's midnight, and how many there are."""

    start: int
    length: int


@dataclass(frozen=True, slots=True)
class Week:
    """Hour `n` counts from Monday's midnight by the clock of the one who chose it; its bit is `1 << n`."""

    bits: int = 0

    @classmethod
    def of(cls, hours: Iterable[int]) -> Week:
        """Return the week that holds these hours.

        Raises:
            ValueError: a week has no such hour.
        """
        bits = 0
        for hour in hours:
            if not 0 <= hour < LENGTH:
                raise ValueError(f"A week has no hour {hour}.")
            bits |= 1 << hour
        return cls(bits)

    @classmethod
    def of_days(cls, days: Sequence[Iterable[int]]) -> Week:
        """Return the week of seven lists of hours, Monday first.

        Raises:
            ValueError: there are not seven, or a day has no such hour.
        """
        if len(days) != DAYS or any(not 0 <= hour < HOURS for day in days for hour in day):
            raise ValueError("A week is seven lists of hours from 0 to 23.")
        return cls.of(number * HOURS + hour for number, day in enumerate(days) for hour in day)

    @classmethod
    def from_hex(cls, digits: str) -> Week:
        """Read what `hex` wrote.

        Raises:
            ValueError: it is no such thing.
        """
        bits = int(digits or "0", 16)
        if not 0 <= bits <= FULL:
            raise ValueError("A week has 168 hours.")
        return cls(bits)

    @property
    def hex(self) -> str:
        """The week as 42 digits, as a column keeps it; an empty one is an empty text."""
        return f"{self.bits:0{HEX_LENGTH}x}" if self.bits else ""

    @property
    def hours(self) -> list[int]:
        return [hour for hour in range(LENGTH) if hour in self]

    @property
    def days(self) -> list[list[int]]:
        """Seven lists of hours, Monday first."""
        return [[hour for hour in range(HOURS) if day * HOURS + hour in self] for day in range(DAYS)]

    def __contains__(self, hour: int) -> bool:
        return bool(self.bits >> hour & 1)

    def __len__(self) -> int:
        return self.bits.bit_count()

    def __and__(self, other: Week) -> Week:
        return Week(self.bits & other.bits)

    def shifted(self, by: int) -> Week:
        """Return the same hours so many later, round the end of the week."""
        by %= LENGTH
        return Week((self.bits << by | self.bits >> (LENGTH - by)) & FULL)

    def moved(self, *, source: str, target: str, at: datetime) -> Week:
        """Return the week of one time zone as the clocks of another show it, with the offsets of that day."""
        return self.shifted(hours_between(source, target, at))

    def spans(self) -> Iterator[Span]:
        """Yield the hours in rows; one that passes Sunday's midnight is a single row."""
        if self.bits == FULL:
            yield Span(0, LENGTH)
            return
        for start in self.hours:
            if (start - 1) % LENGTH not in self:
                length = 1
                while (start + length) % LENGTH in self:
                    length += 1
                yield Span(start, length)


def hours_between(source: str, target: str, at: datetime) -> int:
    """Return how many hours later the target's clocks are; half hours are rounded to a whole one."""
    offsets = [at.astimezone(zone(name)).utcoffset() for name in (source, target)]
    seconds = [offset.total_seconds() if offset else 0.0 for offset in offsets]
    return round((seconds[1] - seconds[0]) / 3600)


def zone(name: str) -> ZoneInfo:
    """Return the time zone, or Greenwich for a name that isn't one."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")
