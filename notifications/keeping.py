"""What the centre keeps about a player. See `accounts.personal_data`."""

from __future__ import annotations

from accounts.models import User
from accounts.personal_data import Gone, Keeper
from notifications import services
from notifications.models import Block, ChannelChoice, Mute, Notification, Rhythm


def copy(player: User) -> dict[str, object]:
    """Return what was told to the player, and what the player wants to hear."""
    told = Notification.objects.filter(recipient=player).order_by("pk")
    rhythm = Rhythm.objects.filter(player=player)
    return {
        "notifications": list(told.values("kind", "context", "url", "due_at", "read_at")),
        "ways": list(ChannelChoice.objects.filter(user=player).values("kind", "channel")),
        "rhythm": list(rhythm.values("quiet_from", "quiet_until", "digest_hour")),
        "muted_listings": list(Mute.objects.filter(user=player).values("listing_id", "created_at")),
        "blocked_players": list(Block.objects.filter(blocker=player).values("blocked", "created_at")),
    }


def erase(gone: Gone) -> None:
    services.erase_reader(player=gone.player)


KEEPER = Keeper(slug="notifications", order=60, copy=copy, erase=erase)
