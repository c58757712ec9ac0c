"""Whom an ad looks for: places of roles, wanted and filled, as rows of JSON tell them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from ads.models.category import Category


@dataclass(frozen=True, slots=True)
class Slot:
    """So many of one role are wanted, and so many of them are there."""

    role: str
    wanted: int
    filled: int = 0

    @property
    def left(self) -> int:
        return max(self.wanted - self.filled, 0)

    @property
    def name(self) -> str:
        """The role, as the category is called."""
        return str(Category(self.role).label)

    @property
    def needs(self) -> str:
        """How many more are wanted, in words: "2 healers"."""
        return Category(self.role).counted(self.left)

    @property
    def squares(self) -> list[bool]:
        """One per place, the filled ones first."""
        return [place < self.filled for place in range(self.wanted)]


@dataclass(frozen=True, slots=True)
class Roster:
    """An ad's places, in the order of the categories; empty when its author names none."""

    slots: tuple[Slot, ...] = ()

    @classmethod
    def of(cls, rows: Iterable[Mapping[str, Any]]) -> Roster:
        """Read `{"role", "wanted"}` of a text, or `{"role", "wanted", "filled"}` of a card."""
        return cls(tuple(Slot(row["role"], row["wanted"], row.get("filled", 0)) for row in rows))

    def __bool__(self) -> bool:
        return bool(self.slots)

    @property
    def wanted(self) -> int:
        return sum(slot.wanted for slot in self.slots)

    @property
    def filled(self) -> int:
        return sum(slot.filled for slot in self.slots)

    @property
    def open(self) -> list[Slot]:
        """The slots with a place left."""
        return [slot for slot in self.slots if slot.left]

    @property
    def is_full(self) -> bool:
        """Whether somebody was wanted, and everybody is there."""
        return bool(self.slots) and not self.open

    def named(self, role: str) -> Slot | None:
        return next((slot for slot in self.slots if slot.role == role), None)

    def as_rows(self) -> list[dict[str, Any]]:
        """What a card keeps and the API tells."""
        return [asdict(slot) for slot in self.slots]
