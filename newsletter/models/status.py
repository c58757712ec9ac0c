"""The states of a mailing and the legal moves between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MailingStatus(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("mailing", "being prepared")
    # Released for a moment to come.
    SCHEDULED = "scheduled", pgettext_lazy("mailing", "scheduled")
    # Its moment is long over: somebody must say whether it still should go.
    LATE = "late", pgettext_lazy("mailing", "asks whether it should still go")
    # Released; the ledger's rows are being written.
    QUEUED = "queued", pgettext_lazy("mailing", "waiting")
    SENDING = "sending", pgettext_lazy("mailing", "being sent")
    PAUSED = "paused", _("paused")
    FINISHED = "finished", pgettext_lazy("mailing", "finished")
    CANCELLED = "cancelled", pgettext_lazy("mailing", "cancelled")


RELEASED_STATUSES = (
    MailingStatus.SCHEDULED,
    MailingStatus.LATE,
    MailingStatus.QUEUED,
    MailingStatus.SENDING,
    MailingStatus.PAUSED,
    MailingStatus.FINISHED,
)

LEGAL_MOVES: dict[MailingStatus, frozenset[MailingStatus]] = {
    MailingStatus.DRAFT: frozenset({MailingStatus.SCHEDULED, MailingStatus.QUEUED, MailingStatus.CANCELLED}),
    MailingStatus.SCHEDULED: frozenset({MailingStatus.QUEUED, MailingStatus.LATE, MailingStatus.CANCELLED}),
    # Whoever says that it still should go may say when.
    MailingStatus.LATE: frozenset({MailingStatus.SCHEDULED, MailingStatus.QUEUED, MailingStatus.CANCELLED}),
    MailingStatus.QUEUED: frozenset({MailingStatus.SENDING, MailingStatus.PAUSED, MailingStatus.CANCELLED}),
    MailingStatus.SENDING: frozenset({MailingStatus.PAUSED, MailingStatus.FINISHED, MailingStatus.CANCELLED}),
    MailingStatus.PAUSED: frozenset({MailingStatus.QUEUED, MailingStatus.SENDING, MailingStatus.CANCELLED}),
    # Uncertain letters may be sent again when an operator says so.
    MailingStatus.FINISHED: frozenset({MailingStatus.SENDING}),
    MailingStatus.CANCELLED: frozenset(),
}
