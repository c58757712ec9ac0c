"""What of the board an address asks for, and the address that asks for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from django.utils.http import urlencode

from ads.models import AdPage
from ads.selectors.board import ORDERINGS, BoardFilters
from ads.selectors.facts import FactChoices, fact_choices

NEWEST = "newest"
FACTS_ASKED = ("server", "level", "hours")


def asked_filters(given: Mapping[str, str], *, category: str = "") -> tuple[BoardFilters, list[str]]:
    """Read kind, facts and ordering; what can't be chooses everything, and its name comes beside."""
    asked = {name: given.get(name, "") for name in ("kind", *FACTS_ASKED)}
    asked["ordering"] = given.get("ordering", "") or NEWEST
    wrong = [name for name, value in asked.items() if value and not _is_possible(name, value)]
    possible: dict[str, Any] = {name: value for name, value in asked.items() if name not in wrong}
    return BoardFilters(category=category, **possible), wrong


def _is_possible(name: str, value: str) -> bool:
    if name == "kind":
        return value in AdPage.Kind.values
    if name == "ordering":
        return value in ORDERINGS
    return fact_choices().knows(name, value)


def asking_query(filters: BoardFilters, *, without: str = "", **more: str) -> str:
    """Return the query that asks for these filters again, in one order; the category is in the path."""
    asked = {name: getattr(filters, name) for name in ("kind", *FACTS_ASKED, "ordering") if name != without}
    if asked.get("ordering") == NEWEST:
        del asked["ordering"]
    return urlencode({name: value for name, value in (more | asked).items() if value})


class Picked(NamedTuple):
    """A fact that narrows the board, and the query without it."""

    name: str
    query: str


def picked_facts(filters: BoardFilters, choices: FactChoices) -> Iterator[Picked]:
    """Yield the facts that narrow the board."""
    for fact in FACTS_ASKED:
        slug = getattr(filters, fact)
        if slug:
            yield Picked(" ".join(choices.names(fact, [slug])), asking_query(filters, without=fact))
