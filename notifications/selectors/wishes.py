"""How a player wants to hear of things, and of whom and what not at all."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, QuerySet, Subquery

from accounts.models import User
from notifications.models import Block, ChannelChoice, Mute


def is_blocked(*, by: User | int, of: User | int) -> bool:
    """Does `by` want to hear nothing of `of`? One indexed query."""
    return Block.objects.filter(blocker=by, blocked=of).exists()


@dataclass(frozen=True, slots=True)
class Standing:
    """How a player stands to an event: the way chosen for its kind, if any, and what silences it."""

    chosen: str | None
    is_muted: bool
    is_blocked: bool


def standing_of(*, reader_id: int, kind: str, listing_id: int | None, actor_id: int | None) -> Standing:
    """Read all that decides whether and how a player hears of an event; one query."""
    choice = ChannelChoice.objects.filter(user=reader_id, kind=kind).values("channel")[:1]
    muted = Mute.objects.filter(user=reader_id, listing_id=listing_id or 0)
    blocked = Block.objects.filter(blocker=reader_id, blocked=actor_id or 0)
    chosen, is_muted, is_blocked_by = (
        User.objects.filter(pk=reader_id).values_list(Subquery(choice), Exists(muted), Exists(blocked)).get()
    )
    return Standing(chosen, is_muted, is_blocked_by)


def chosen_channels(user: User) -> dict[str, str]:
    """Return the ways that the player has chosen, by kind."""
    return dict(ChannelChoice.objects.filter(user=user).values_list("kind", "channel"))


def muted_listings(user: User) -> list[int]:
    """Return the listings of which the player wants to hear nothing, latest first."""
    return list(Mute.objects.filter(user=user).order_by("-pk").values_list("listing_id", flat=True))


def blocked_players(user: User) -> QuerySet[Block]:
    """Return whom the player has blocked, latest first, with their names."""
    return Block.objects.filter(blocker=user).select_related("blocked").order_by("-pk")
