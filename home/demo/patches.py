"""The demo's patch of the game: most authors have confirmed their listings since, a few haven't."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from ads import services
from home.demo.timeline import Event
from home.demo.world import World

AGE = timedelta(days=4, hours=12)
NAME = "7.2"
NOTES = "Лечение слабее на десятую часть, в Дозоре новый вожак."
# The author whose account one tries, and two who didn't look in.
SILENT = ("martha", "gury", "wormwood")


def patch_events(authors: set[str], world: World) -> Iterator[Event]:
    """Yield the patch, and within a day the presses of those who looked in."""
    at = world.now - AGE
    by = world.staff["administrator"]
    yield Event(at, partial(services.publish_patch, name=NAME, notes=NOTES, by=by))
    for hours, key in enumerate(sorted(authors.difference(SILENT)), start=1):
        yield Event(at + timedelta(hours=hours), partial(services.confirm_all_ads, by=world.people[key]))
