"""What level a player has earned: a rule without a database."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.models import User
from moderation.models import ModerationRules

Trust = User.Trust
UPHELD_MAKES_NEW = 2


@dataclass(frozen=True, slots=True)
class Standing:
    """What counts: approved listings, days on the board, and what went wrong within the clean days."""

    listings: int = 0
    days: int = 0
    upheld: int = 0
    abused: int = 0
    sanctions: int = 0


def earned_level(standing: Standing, rules: ModerationRules) -> User.Trust:
    """Return the level: by listings and days, lowered by upheld flags, sanctions and abuse of flags."""
    if standing.upheld >= UPHELD_MAKES_NEW or standing.sanctions or standing.abused >= rules.abused_flags:
        return Trust.NEW
    if not _reaches(standing, rules.known_listings, rules.known_days):
        return Trust.NEW
    if standing.upheld or not _reaches(standing, rules.trusted_listings, rules.trusted_days):
        return Trust.KNOWN
    return Trust.TRUSTED


def _reaches(standing: Standing, listings: int, days: int) -> bool:
    return standing.listings >= listings and standing.days >= days
