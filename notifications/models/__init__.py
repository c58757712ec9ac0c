"""What happened, and how each player wants to hear of it."""

from notifications.models.notification import Notification, NotificationQuerySet, about
from notifications.models.rhythm import Rhythm
from notifications.models.wishes import Block, Channel, ChannelChoice, Mute

__all__ = [
    "Block",
    "Channel",
    "ChannelChoice",
    "Mute",
    "Notification",
    "NotificationQuerySet",
    "Rhythm",
    "about",
]
