"""The verbs of a response's life: every door calls these."""

from responses.services.answers import keep_answers
from responses.services.bulk import BULK_MOVES, Outcome, move_many
from responses.services.dealing import confirm_deal, propose_deal
from responses.services.deciding import (
    accept_response,
    allow_again,
    decline_response,
    free_place,
    shortlist_response,
    undo_decision,
)
from responses.services.editing import edit_response
from responses.services.erasing import erase_responder
from responses.services.keeping import (
    delete_response,
    hide_response,
    mark_seen,
    purge_deleted,
    restore_hidden_response,
    restore_response,
)
from responses.services.measuring import measure_answers
from responses.services.recruiting import (
    accept_invitation,
    invite_recruiter,
    leave_recruiting,
    remove_recruiter,
    write_side_note,
)
from responses.services.sending import send_response, withdraw_response
from responses.services.silence import pause_silent_ads, warn_silent_authors
from responses.services.talking import mark_thread_read, write_message

__all__ = [
    "BULK_MOVES",
    "Outcome",
    "accept_invitation",
    "accept_response",
    "allow_again",
    "confirm_deal",
    "decline_response",
    "delete_response",
    "edit_response",
    "erase_responder",
    "free_place",
    "hide_response",
    "invite_recruiter",
    "keep_answers",
    "leave_recruiting",
    "mark_seen",
    "mark_thread_read",
    "measure_answers",
    "move_many",
    "pause_silent_ads",
    "propose_deal",
    "purge_deleted",
    "remove_recruiter",
    "restore_hidden_response",
    "restore_response",
    "send_response",
    "shortlist_response",
    "undo_decision",
    "warn_silent_authors",
    "withdraw_response",
    "write_message",
    "write_side_note",
]
