"""What the board, an app above, says of listings: their titles for lists of what is muted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from accounts.models import User


class ListingName(NamedTuple):
    title: str
    url: str


Names = Callable[[User, Iterable[int]], Mapping[int, ListingName]]
_sources: list[Names] = []


def register_names(names: Names) -> None:
    """Ask `names` for the listings that a reader may know, by id; called once, in `AppConfig.ready()`."""
    _sources[:] = [names]


def names_of_listings(reader: User, ids: Iterable[int]) -> dict[int, ListingName]:
    """Return the names of those listings that the reader may know of; one query."""
    return {pk: name for names in _sources for pk, name in names(reader, ids).items()}
