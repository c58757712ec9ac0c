"""The verbs of notifications: telling, reading, and what players wish."""

from notifications.services.digests import send_digests
from notifications.services.erasing import erase_reader
from notifications.services.reading import mark_all_read, mark_event_read, mark_read
from notifications.services.sweeping import forget_old, take_back_unread
from notifications.services.telling import notify, restate, retract, retract_waiting
from notifications.services.wishes import (
    block_player,
    change_rhythm,
    choose_channels,
    keep_silenced,
    mute_listing,
    set_channel,
    unblock_player,
    unmute_listing,
)

__all__ = [
    "block_player",
    "change_rhythm",
    "choose_channels",
    "erase_reader",
    "forget_old",
    "keep_silenced",
    "mark_all_read",
    "mark_event_read",
    "mark_read",
    "mute_listing",
    "notify",
    "restate",
    "retract",
    "retract_waiting",
    "send_digests",
    "set_channel",
    "take_back_unread",
    "unblock_player",
    "unmute_listing",
]
