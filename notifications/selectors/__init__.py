"""Reads of the notification centre, and of what players want to hear."""

from notifications.selectors.centre import PAGE, events_of, for_user, has_unread, unread_count
from notifications.selectors.wishes import (
    Standing,
    blocked_players,
    chosen_channels,
    is_blocked,
    muted_listings,
    standing_of,
)

__all__ = [
    "PAGE",
    "Standing",
    "blocked_players",
    "chosen_channels",
    "events_of",
    "for_user",
    "has_unread",
    "is_blocked",
    "muted_listings",
    "standing_of",
    "unread_count",
]
