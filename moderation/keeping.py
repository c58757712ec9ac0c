"""What moderation keeps about a player. See `accounts.personal_data`."""

from __future__ import annotations

from accounts.models import User
from accounts.personal_data import Gone, Keeper
from moderation import services
from moderation.models import Appeal, Flag, Sanction


def copy(player: User) -> dict[str, object]:
    """Return the player's own flags, and the sanctions with what was said against them."""
    flags = Flag.objects.filter(reporter=player).order_by("pk")
    given = Sanction.objects.filter(player=player).order_by("pk")
    said = Appeal.objects.filter(sanction__player=player).order_by("pk")
    return {
        "flags": list(flags.values("case__subject_type", "reason", "text", "made_at", "outcome")),
        "sanctions": list(given.values("id", "kind", "reason", "given_at", "until", "ended_at")),
        "objections": list(said.values("sanction", "text", "sent_at", "answer", "answered_at")),
    }


def erase(gone: Gone) -> None:
    services.erase_name(player=gone.player)


KEEPER = Keeper(slug="moderation", order=10, copy=copy, erase=erase)
