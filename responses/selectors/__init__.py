"""What pages and the API read of responses, each with a constant number of queries."""

from responses.selectors.answers import answers_of
from responses.selectors.counts import new_count, waiting_count
from responses.selectors.filters import STATES, InboxFilters
from responses.selectors.inbox import Inbox, Numbers, inbox, inbox_numbers
from responses.selectors.one import latest_of, received, received_ones
from responses.selectors.sent import sent_page
from responses.selectors.triage import Triage, triage

__all__ = [
    "STATES",
    "Inbox",
    "InboxFilters",
    "Numbers",
    "Triage",
    "answers_of",
    "inbox",
    "inbox_numbers",
    "latest_of",
    "new_count",
    "received",
    "received_ones",
    "sent_page",
    "triage",
    "waiting_count",
]
