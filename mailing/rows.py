"""The row that is the queue: abstract, for every table whose rows the engine sends."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class Priority(models.IntegerChoices):
    """The smaller number leaves first."""

    CODE = 1, _("code")
    NOTIFICATION = 5, _("notification")
    BULK = 9, _("newsletter")


class Status(models.TextChoices):
    QUEUED = "queued", _("waiting")
    SENDING = "sending", _("being sent")
    SENT = "sent", _("sent")
    FAILED = "failed", _("failed")
    SKIPPED = "skipped", _("skipped")
    UNCERTAIN = "uncertain", _("uncertain")
    CANCELLED = "cancelled", _("cancelled")


# The engine still has something to do with these; the others are finished.
OPEN_STATUSES = (Status.QUEUED, Status.SENDING)


# The order of claiming. Each table of letters has an index of just these, where `WAITING`: thousands of
# letters may share one moment, and a claim must not sort them.
CLAIM_ORDER = ("priority", "not_before", "id")
WAITING = Q(status=Status.QUEUED)


class QueueRow(models.Model):
    """A letter on its way. Subclasses inherit `QueueRow.Meta`, index the claims and say who gets what."""

    status = models.CharField(_("state"), max_length=10, choices=Status, default=Status.QUEUED)
    priority = models.PositiveSmallIntegerField(
        _("priority"), choices=Priority, default=Priority.NOTIFICATION
    )
    not_before = models.DateTimeField(_("not before"), db_default=Now())
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    lease_until = models.DateTimeField(_("claimed until"), null=True, blank=True, editable=False)
    leased_by = models.CharField(_("claimed by"), max_length=80, blank=True, editable=False)
    last_error = models.TextField(_("reason"), blank=True)
    created_at = models.DateTimeField(_("written"), db_default=Now())
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    class Meta:
        abstract = True
        indexes: ClassVar = [
            models.Index(fields=["lease_until"], name="%(class)s_lease", condition=Q(status=Status.SENDING)),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_sending_has_lease",
                condition=Q(status=Status.SENDING, lease_until__isnull=False)
                | (~Q(status=Status.SENDING) & Q(lease_until__isnull=True)),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_finished_has_time",
                condition=Q(status__in=OPEN_STATUSES, finished_at__isnull=True)
                | (~Q(status__in=OPEN_STATUSES) & Q(finished_at__isnull=False)),
            ),
        ]
