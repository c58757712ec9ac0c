"""What the board keeps about a player, app by app: how it is copied, taken off the board, and erased.

Each app that keeps something registers a keeper in `AppConfig.ready()`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import IO

from accounts.models import User


@dataclass(frozen=True, slots=True)
class Gone:
    """A player who has just become a number: the row with its new name, and what it was called before."""

    player: User
    email: str
    name: str


def _nothing(player: User) -> dict[str, object]:
    return {}


def _no_files(player: User) -> Iterable[tuple[str, IO[bytes]]]:
    return ()


def _no_memo(player: User) -> object:
    return None


def _leave(player: User, memo: object) -> Iterable[str]:
    """Nothing was taken down, so nothing comes back."""
    return ()


def _keep(gone: Gone) -> None:
    """What stays says nothing about a person."""


@dataclass(frozen=True, slots=True)
class Keeper:
    """One app's part. Keepers of upper apps come first, as what they keep hangs on what lower ones do.

    `copy` returns the contents of JSON files by their names, `files` the files to go with them; `take_down`
    hides from others what the player has put up and returns, in JSON, what `put_back` needs to bring it back;
    `put_back` returns sentences for the player about what isn't as it was; `erase` runs in the transaction
    that has made the player a number.
    """

    slug: str
    order: int
    copy: Callable[[User], dict[str, object]] = _nothing
    files: Callable[[User], Iterable[tuple[str, IO[bytes]]]] = _no_files
    take_down: Callable[[User], object] = _no_memo
    put_back: Callable[[User, object], Iterable[str]] = _leave
    erase: Callable[[Gone], None] = _keep


_keepers: dict[str, Keeper] = {}


def register(keeper: Keeper) -> None:
    """Add an app's part; a slug registered twice is replaced."""
    _keepers[keeper.slug] = keeper


def keepers() -> list[Keeper]:
    """Return the parts of all apps, upper ones first."""
    return sorted(_keepers.values(), key=lambda keeper: keeper.order)
