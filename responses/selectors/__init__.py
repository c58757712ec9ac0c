"""What pages and the API read of responses, each with a constant number of queries."""

from responses.selectors.counts import new_count, waiting_count
from responses.selectors.inbox import Inbox, InboxFilters, inbox
from responses.selectors.one import latest_of, received
from responses.selectors.sent import sent_page

__all__ = [
    "Inbox",
    "InboxFilters",
    "inbox",
    "latest_of",
    "new_count",
    "received",
    "sent_page",
    "waiting_count",
]
