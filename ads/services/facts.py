"""The facts of the game in an ad's text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.models import User
from ads.models import FACTS, AdPage
from ads.selectors.facts import FactChoices, chosen_facts, fact_choices
from common.errors import InvalidInput
from common.week import Week


@dataclass(frozen=True, slots=True)
class AdFacts:
    """Facts by their slugs; `week` by the clocks of `time_zone`, the author's own unless said. None keeps."""

    server: str | None = None
    level: str | None = None
    hours: Sequence[str] | None = None
    week: Week | None = None
    time_zone: str | None = None


def write_facts(ad: AdPage, facts: AdFacts, *, by: User) -> None:
    """Put the facts into the page, in memory.

    Raises:
        InvalidInput: a choice isn't there, or is retired and the ad didn't say it before.
    """
    choices, said = fact_choices(), chosen_facts(ad)
    given = {"server": facts.server, "level": facts.level, "hours": facts.hours}
    wanted = {fact: _slugs(value) for fact, value in given.items() if value is not None}
    _refuse_strange(wanted, said, choices)
    if "server" in wanted:
        ad.server_id = next(iter(wanted["server"]), None)
    if "level" in wanted:
        ad.level_id = next(iter(wanted["level"]), None)
    if "hours" in wanted:
        ad.hours = [choice.slug for choice in choices.of["hours"] if choice.slug in wanted["hours"]]
    if facts.week is not None:
        ad.week = facts.week.hex
        ad.week_zone = (facts.time_zone or by.time_zone) if facts.week else ""


def _slugs(value: str | Sequence[str]) -> set[str]:
    return {value} - {""} if isinstance(value, str) else set(value)


def _refuse_strange(wanted: dict[str, set[str]], said: dict[str, list[str]], choices: FactChoices) -> None:
    """Compare what is wanted with what may be chosen.

    Raises:
        InvalidInput: see `write_facts`.
    """
    refused = {
        fact: [_("This choice is not there any more. Take another one.")]
        for fact in FACTS
        if not wanted.get(fact, set()) <= {slug for slug, _name in choices.offered(fact, keep=said[fact])}
    }
    if refused:
        raise InvalidInput(field_errors=refused)
