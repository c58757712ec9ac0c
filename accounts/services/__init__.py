"""What players do with their accounts, and what staff do with players."""

from accounts.services.erasing import erase_due, erase_player
from accounts.services.exporting import ask_for_copy, make_copy, make_waiting_copies
from accounts.services.keys import end_session, forget_ended_sessions, remove_second_factor
from accounts.services.leaving import ask_to_leave, stay
from accounts.services.players import (
    activate_player,
    change_play_week,
    change_profile,
    deactivate_player,
    end_sessions,
    forget_own_sign_up,
    forget_sign_up_addresses,
    forget_unconfirmed,
    forget_unconfirmed_holder,
    record_sign_up_address,
    replace_address,
    try_address_again,
)

__all__ = [
    "activate_player",
    "ask_for_copy",
    "ask_to_leave",
    "change_play_week",
    "change_profile",
    "deactivate_player",
    "end_session",
    "end_sessions",
    "erase_due",
    "erase_player",
    "forget_ended_sessions",
    "forget_own_sign_up",
    "forget_sign_up_addresses",
    "forget_unconfirmed",
    "forget_unconfirmed_holder",
    "make_copy",
    "make_waiting_copies",
    "record_sign_up_address",
    "remove_second_factor",
    "replace_address",
    "stay",
    "try_address_again",
]
