"""The demo's past month: what happened, in order, each thing done with the clock of its moment."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any
from unittest.mock import patch

from django.db import connection
from django.utils import timezone


@dataclass(frozen=True, slots=True)
class Event:
    at: datetime
    act: Callable[[], object]


class AnyDatetime(type):
    """Lets ordinary moments pass for those of the stopped clock where Django asks for the type."""

    def __instancecheck__(cls, instance: object) -> bool:
        return isinstance(instance, datetime)


@contextmanager
def clock_at(moment: datetime) -> Iterator[None]:
    """Stop Django's clock: by it the domain's verbs and Wagtail date all that they write.

    Fields hold `timezone.now` itself as their default, so it is not replaced: what it asks for the time is.
    """

    class Stopped(datetime, metaclass=AnyDatetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Any:
            return moment.astimezone(tz)

    with patch.object(timezone, "datetime", Stopped):
        yield


def replay(events: Iterable[Event]) -> None:
    """Do everything in the order in which it happened, in a transaction that the caller has opened."""
    # It stands or falls as a whole: two thousand savepoints would only take time.
    with patch.object(connection.features, "uses_savepoints", False):
        for event in sorted(events, key=lambda event: event.at):
            with clock_at(event.at):
                event.act()
