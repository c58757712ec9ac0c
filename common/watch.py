"""What moderators watch for in a text: lower apps ask here before it is public, moderation answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.db.models import Model

from common.errors import InvalidInput


@dataclass(frozen=True, slots=True)
class Finding:
    """What is in a text: `refusals` in words, by field; `holds` until a moderator has looked.

    `flagged` is moderation's own; `tell` brings it back once there is something to open a case about.
    """

    refusals: Mapping[str, list[str]] = field(default_factory=dict)
    holds: bool = False
    flagged: tuple[object, ...] = ()


# What is said in a field; a function where it takes work to say, asked only when somebody watches.
Words = str | Callable[[], str]
Reader = Callable[[Mapping[str, Words]], Finding]
Teller = Callable[[Finding, Model], None]
_readers: list[tuple[Reader, Teller]] = []
NOTHING = Finding()


def register(reader: Reader, teller: Teller) -> None:
    """Let an upper app read texts, each under the name of its field, and hear what became of them."""
    if (reader, teller) not in _readers:
        _readers.append((reader, teller))


def check(said: Mapping[str, Words]) -> Finding:
    """Read what somebody is about to say, field by field.

    Raises:
        InvalidInput: something in it can't be said here; the sentences name it.
    """
    finding = NOTHING
    for reader, _teller in _readers:
        finding = reader(said)
        if finding.refusals:
            raise InvalidInput(field_errors=dict(finding.refusals))
    return finding


def tell(finding: Finding, subject: Model) -> None:
    """Say that what was found is public, unseen by a moderator, in the transaction that makes it so."""
    if finding.flagged:
        for _reader, teller in _readers:
            teller(finding, subject)
