"""A response and what happened to it."""

from responses.models.answers import CannedAnswers
from responses.models.events import ResponseEvent
from responses.models.response import Response
from responses.models.status import DECIDED, LEGAL_MOVES, OPEN, ResponseStatus

__all__ = ["DECIDED", "LEGAL_MOVES", "OPEN", "CannedAnswers", "Response", "ResponseEvent", "ResponseStatus"]
