"""Second thoughts at the moment of sending: may this letter still go to this reader?

Upper apps register a guard per kind of letter in `AppConfig.ready()`; the kind is what stands before the
first colon of the letter's key. A letter about several things may be written anew then: some of them may be
gone, others have come.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from mailing.letters import Letter


class Addressed(Protocol):
    """The part of a queued letter that a guard may look at."""

    @property
    def key(self) -> str: ...

    @property
    def to(self) -> str: ...


Guard = Callable[[Addressed], str | None]
Writer = Callable[[Addressed], Letter | None]
_guards: dict[str, Guard] = {}
_writers: dict[str, Writer] = {}


def kind_of(key: str) -> str:
    """Return the kind of a letter's key: `response-accepted` of `response-accepted:42`."""
    return key.partition(":")[0]


def register_guard(kind: str, guard: Guard) -> None:
    """Ask `guard` before each letter of this kind; the reason that it returns skips the letter.

    Reasons are marked for translation and stored in English: the log says them in its reader's language.
    """
    _guards[kind] = guard


def objection_to(letter: Addressed) -> str | None:
    """Return why a letter must not go any more, or None."""
    guard = _guards.get(kind_of(letter.key))
    return guard(letter) if guard else None


def register_writer(kind: str, writer: Writer) -> None:
    """Let `writer` write each letter of this kind anew before it is sent; None leaves it as it is."""
    _writers[kind] = writer


def written_anew(letter: Addressed) -> Letter | None:
    """Return what the letter says by now, or None where it stays as it was posted."""
    writer = _writers.get(kind_of(letter.key))
    return writer(letter) if writer else None
