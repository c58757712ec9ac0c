"""Reads about players."""

from accounts.selectors.copies import copy_to_download, latest_copy
from accounts.selectors.people import State, in_state, seen_since, state_of
from accounts.selectors.players import (
    HELD_SECONDS,
    ShownHours,
    facts_of,
    hold_name,
    name_is_taken,
    named_like,
    release_name,
    shown_hours,
    unconfirmed,
)
from accounts.selectors.staff import may_enter_cms

__all__ = [
    "HELD_SECONDS",
    "ShownHours",
    "State",
    "copy_to_download",
    "facts_of",
    "hold_name",
    "in_state",
    "latest_copy",
    "may_enter_cms",
    "name_is_taken",
    "named_like",
    "release_name",
    "seen_since",
    "shown_hours",
    "state_of",
    "unconfirmed",
]
