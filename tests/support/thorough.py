"""How much a run asks: everything of everybody and of many, or of one after the other and of a few."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TypeVar
from zlib import crc32

Asking = TypeVar("Asking")
# Set by `--thorough`: the workers of a run inherit it.
VARIABLE = "TAVERN_THOROUGH"


def in_turn(askers: Sequence[Asking], what: object) -> Sequence[Asking]:
    """Return all of `askers` in a thorough run, else the one whose turn it is to ask for `what`.

    The turn is the same in each run, and over many things each of them has it. So a plain run asks every
    address, and CI's thorough one everybody at every address.
    """
    if os.environ.get(VARIABLE) or not askers:
        return askers
    return (askers[crc32(repr(what).encode()) % len(askers)],)


def many(full: int, few: int) -> int:
    """Return how many a thorough run takes of something, or a plain one."""
    return full if os.environ.get(VARIABLE) else few
