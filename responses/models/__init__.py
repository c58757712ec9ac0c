"""A response and what happened to it."""

from responses.models.answers import CannedAnswers
from responses.models.deals import Deal
from responses.models.events import ResponseEvent
from responses.models.recruiting import Recruiter, SideNote
from responses.models.response import Response
from responses.models.status import DECIDED, LEGAL_MOVES, OPEN, ResponseStatus
from responses.models.texts import EarlierText
from responses.models.threads import Message, Thread, ThreadSide

__all__ = [
    "DECIDED",
    "LEGAL_MOVES",
    "OPEN",
    "CannedAnswers",
    "Deal",
    "EarlierText",
    "Message",
    "Recruiter",
    "Response",
    "ResponseEvent",
    "ResponseStatus",
    "SideNote",
    "Thread",
    "ThreadSide",
]
