"""What pages and the API read of responses, each with a constant number of queries."""

from responses.selectors.answers import answers_of
from responses.selectors.conversation import Conversation, conversation_of
from responses.selectors.counts import new_count, waiting_count
from responses.selectors.dealing import deal_count, deal_is_possible
from responses.selectors.filters import STATES, InboxFilters
from responses.selectors.inbox import Inbox, Numbers, inbox, inbox_numbers
from responses.selectors.one import latest_of, received, received_ones, sent_one
from responses.selectors.reach import Reach, standing_towards
from responses.selectors.recruiting import (
    History,
    Invitation,
    history_of,
    invitation_of,
    own_listing_of,
    recruiters_of,
)
from responses.selectors.sent import sent_page
from responses.selectors.threads import Talk, conversations, talk_of, unread_messages
from responses.selectors.triage import Triage, triage

__all__ = [
    "STATES",
    "Conversation",
    "History",
    "Inbox",
    "InboxFilters",
    "Invitation",
    "Numbers",
    "Reach",
    "Talk",
    "Triage",
    "answers_of",
    "conversation_of",
    "conversations",
    "deal_count",
    "deal_is_possible",
    "history_of",
    "inbox",
    "inbox_numbers",
    "invitation_of",
    "latest_of",
    "new_count",
    "own_listing_of",
    "received",
    "received_ones",
    "recruiters_of",
    "sent_one",
    "sent_page",
    "standing_towards",
    "talk_of",
    "triage",
    "unread_messages",
    "waiting_count",
]
