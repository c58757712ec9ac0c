"""Whom an issue is for, as data: saved in segments, chosen on the release page, frozen on the mailing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class AudienceRule:
    """Conditions that all must hold; what is left empty asks nothing of the reader."""

    topic: int | None = None
    interests: tuple[str, ...] = ()
    has_live_listing: bool = False
    seen_within_days: int | None = None
    language: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return what a JSON field keeps: the conditions that ask for something."""
        values = asdict(self) | {"interests": list(self.interests)}
        return {name: value for name, value in values.items() if value}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> AudienceRule:
        """Return the rule that `as_json` gave."""
        return cls(**{**kept, "interests": tuple(kept.get("interests", ()))})


EVERYONE = AudienceRule()
