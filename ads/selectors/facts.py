"""Facts of the game: what may be chosen, and what a listing says to its reader."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from typing import NamedTuple

from django.core.cache import cache
from django.utils import timezone
from django.utils.translation import get_language

from accounts.models import User
from accounts.time_zones import place_of
from ads.models import FACTS, AdPage
from ads.models.facts import CACHE_KEY
from common.week import Week

CACHE_SECONDS = 300


class Choice(NamedTuple):
    slug: str
    name: str
    name_en: str
    retired: bool

    @property
    def shown(self) -> str:
        """The name in the reader's language."""
        return self.name_en if self.name_en and (get_language() or "").startswith("en") else self.name


@dataclass(frozen=True)
class FactChoices:
    """Every choice of each fact, in the moderators' order; `version` changes with any of them."""

    of: dict[str, list[Choice]]
    version: str

    def offered(self, fact: str, *, keep: Iterable[str] = ()) -> list[tuple[str, str]]:
        """Return (slug, name) of what may be chosen: what isn't retired, and what is there already."""
        kept = set(keep)
        return [
            (choice.slug, choice.shown)
            for choice in self.of[fact]
            if not choice.retired or choice.slug in kept
        ]

    @property
    def any_offered(self) -> bool:
        return any(not choice.retired for choices in self.of.values() for choice in choices)

    def knows(self, fact: str, slug: str) -> bool:
        return any(choice.slug == slug for choice in self.of[fact])

    def names(self, fact: str, slugs: Iterable[str]) -> list[str]:
        """Return the names of some choices, in the moderators' order."""
        wanted = set(slugs)
        return [choice.shown for choice in self.of[fact] if choice.slug in wanted]


def fact_choices() -> FactChoices:
    """Read the choices: from the cache as a rule; three queries once they have changed."""
    choices: FactChoices | None = cache.get(CACHE_KEY)
    if choices is None:
        of = {
            fact: list(map(Choice._make, model.objects.values_list("slug", "name", "name_en", "retired")))
            for fact, model in FACTS.items()
        }
        choices = FactChoices(of=of, version=blake2b(repr(of).encode(), digest_size=6).hexdigest())
        cache.set(CACHE_KEY, choices, CACHE_SECONDS)
    return choices


def chosen_facts(ad: AdPage) -> dict[str, list[str]]:
    """Return the slugs that a listing says, by fact."""
    return {
        "server": [ad.server_id] if ad.server_id else [],
        "level": [ad.level_id] if ad.level_id else [],
        "hours": ad.hours,
    }


@dataclass(frozen=True, slots=True)
class InCommon:
    """The hours of a week in which the reader plays too, by the reader's clocks."""

    week: Week
    both: Week


@dataclass(frozen=True, slots=True)
class ListingFacts:
    """What a listing says in short; `week` is by the reader's clocks, or by those of `place`."""

    server: str
    level: str
    hours: list[str]
    week: Week
    place: str
    asks_for_hours: bool
    in_common: InCommon | None

    def __bool__(self) -> bool:
        return bool(self.server or self.level or self.hours or self.week)


def _names(ad: AdPage) -> dict[str, list[str]]:
    chosen = chosen_facts(ad)
    if not any(chosen.values()):
        return chosen
    choices = fact_choices()
    return {fact: choices.names(fact, slugs) for fact, slugs in chosen.items()}


def facts_for(ad: AdPage, *, reader: User | None) -> ListingFacts:
    """Return a listing's facts as its reader sees them; no query as a rule."""
    names = _names(ad)
    week = ad.playing
    if reader is not None:
        week = week.moved(source=ad.week_zone, target=reader.time_zone, at=timezone.now())
    both = reader.week & week if reader is not None else Week()
    compares = reader is not None and bool(week) and ad.owner_id != reader.pk
    return ListingFacts(
        server=next(iter(names["server"]), ""),
        level=next(iter(names["level"]), ""),
        hours=names["hours"],
        week=week,
        place="" if reader is not None or not week else place_of(ad.week_zone),
        asks_for_hours=compares and reader is not None and not reader.week,
        in_common=InCommon(week, both) if compares and reader is not None and reader.week else None,
    )


def facts_to_edit(ad: AdPage, *, author: User) -> dict[str, object]:
    """Return the facts as the writing form takes them, the hours by the author's clocks of today."""
    week = ad.playing.moved(source=ad.week_zone, target=author.time_zone, at=timezone.now())
    return {"server": ad.server_id or "", "level": ad.level_id or "", "hours": ad.hours, "week": week}
