"""What pages and the API read of responses, each with a constant number of queries."""

from responses.selectors.conversation import Conversation, conversation_of
from responses.selectors.counts import new_count, waiting_count
from responses.selectors.dealing import deal_count, deal_is_possible
from responses.selectors.inbox import Inbox, InboxFilters, inbox
from responses.selectors.one import latest_of, received
from responses.selectors.sent import sent_page
from responses.selectors.threads import Talk, conversations, talk_of, unread_messages

__all__ = [
    "Conversation",
    "Inbox",
    "InboxFilters",
    "Talk",
    "conversation_of",
    "conversations",
    "deal_count",
    "deal_is_possible",
    "inbox",
    "latest_of",
    "new_count",
    "received",
    "sent_page",
    "talk_of",
    "unread_messages",
    "waiting_count",
]
