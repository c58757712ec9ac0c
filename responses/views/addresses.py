"""What the addresses of the inbox say, and where to go on after a move."""

from __future__ import annotations

from django.http import HttpRequest, QueryDict
from django.urls import reverse

from common.way_back import address_here
from content.characters import title_line
from responses.limits import BULK_MAX
from responses.models import ResponseStatus
from responses.selectors import STATES, InboxFilters

SOUGHT_MAX = 100


def filters_of(given: QueryDict) -> InboxFilters:
    """Read the filters; an unknown state shows what waits."""
    state = given.get("status", "")
    return InboxFilters.of(
        state=state if state in STATES else ResponseStatus.NEW.value,
        listing_id=number_of(given, "listing"),
        unread=given.get("unread") == "1",
        text=title_line(given.get("q", ""))[:SOUGHT_MAX],
    )


def number_of(given: QueryDict, name: str) -> int | None:
    """Read an id; anything else than a plain number that the database takes is none."""
    return as_id(given.get(name, ""))


def numbers_of(words: list[str]) -> list[int]:
    """Read several ids, at most as many as one may choose at once."""
    return [number for word in words if (number := as_id(word)) is not None][:BULK_MAX]


def as_id(word: str) -> int | None:
    return int(word) if word.isascii() and word.isdigit() and len(word) < 19 else None


def way_back(request: HttpRequest, home: str = "responses:inbox", field: str = "next") -> str:
    """Return where the form said to go on, if that is on this site."""
    return address_here(request, request.POST.get(field, "")) or reverse(home)


def saying(address: str, done: list[int]) -> str:
    """Add to an address which responses were just moved: the page there says so and offers to undo it."""
    ids = ",".join(map(str, done))
    return f"{address}{'&' if '?' in address else '?'}done={ids}" if ids else address
