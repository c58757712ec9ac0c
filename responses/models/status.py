"""The states of a response and the one table of legal moves; an undo goes back where it came from."""

from django.db import models
from django.utils.translation import pgettext_lazy


class ResponseStatus(models.TextChoices):
    NEW = "new", pgettext_lazy("state of a response", "waits for an answer")
    SHORTLISTED = "shortlisted", pgettext_lazy("state of a response", "shortlisted")
    ACCEPTED = "accepted", pgettext_lazy("state of a response", "accepted")
    DECLINED = "declined", pgettext_lazy("state of a response", "declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("state of a response", "withdrawn")


S = ResponseStatus
LEGAL_MOVES: dict[ResponseStatus, frozenset[ResponseStatus]] = {
    S.NEW: frozenset({S.SHORTLISTED, S.ACCEPTED, S.DECLINED, S.WITHDRAWN}),
    S.SHORTLISTED: frozenset({S.ACCEPTED, S.DECLINED, S.WITHDRAWN}),
    S.ACCEPTED: frozenset(),
    S.DECLINED: frozenset(),
    S.WITHDRAWN: frozenset(),
}

# A player has one of these at a time per ad.
OPEN = (S.NEW, S.SHORTLISTED)
# The author's final word; the player is told.
DECIDED = (S.ACCEPTED, S.DECLINED)
