"""What players hear of responses: one function, one notification."""

from responses.notifications.events import (
    again_allowed,
    decision_key,
    decision_keys,
    listing_closed,
    listing_gone,
    message_key,
    message_read,
    message_received,
    received_is_read,
    response_accepted,
    response_declined,
    response_edited,
    response_received,
    retract_closing,
    retract_decision,
)
from responses.notifications.helping import recruiter_answered, recruiter_invited
from responses.notifications.silence import author_silent, listing_paused, own_listing_paused, silence_key

__all__ = [
    "again_allowed",
    "author_silent",
    "decision_key",
    "decision_keys",
    "listing_closed",
    "listing_gone",
    "listing_paused",
    "message_key",
    "message_read",
    "message_received",
    "own_listing_paused",
    "received_is_read",
    "recruiter_answered",
    "recruiter_invited",
    "response_accepted",
    "response_declined",
    "response_edited",
    "response_received",
    "retract_closing",
    "retract_decision",
    "silence_key",
]
