"""What an attack is, and how each of its payloads is told from all others."""

from __future__ import annotations

import re
from dataclasses import dataclass

EVIL = "evil.example"
# Ends whatever the payload before it left open, so that it can't swallow the next one.
WALL = (
    "--></script></style></title></textarea></xmp></iframe></noscript></noembed></noframes></template>"
    "</select></math></svg></object></audio></video></button></form></table></a></b></p></div>"
)


@dataclass(frozen=True)
class Attack:
    """A class of attack with its payloads.

    In a payload FIRE is a call that the harness hears, EVIL an address whose host it watches; both carry
    the payload's mark.
    """

    name: str
    payloads: tuple[str, ...]

    @property
    def slug(self) -> str:
        return re.sub(r"\W+", "-", self.name)


@dataclass(frozen=True)
class Shot:
    """One payload, ready to be sent; `mark` names it in every report."""

    mark: str
    text: str


def attack(name: str, *payloads: str) -> Attack:
    return Attack(name, payloads)


def shots(attacks: tuple[Attack, ...]) -> list[Shot]:
    """Give every payload its mark."""
    return [
        _shot(f"{one.slug}-{number}", payload)
        for one in attacks
        for number, payload in enumerate(one.payloads, start=1)
    ]


def _shot(mark: str, payload: str) -> Shot:
    return Shot(mark, payload.replace("FIRE", f"pwned('{mark}')").replace("EVIL", f"https://{EVIL}/{mark}"))
