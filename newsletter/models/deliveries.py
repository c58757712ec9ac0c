"""The ledger: who gets a mailing, and what became of each letter."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mailing.rows import CLAIM_ORDER, WAITING, QueueRow, Status
from newsletter.models.mailings import Mailing
from newsletter.models.subscriptions import Subscription

# Outcomes that somebody may want to look into.
OTHERWISE = (Status.FAILED, Status.SKIPPED, Status.UNCERTAIN, Status.CANCELLED)


class Delivery(QueueRow):
    """One mailing to one reader. A reader who leaves the board leaves a nameless row: totals still add up."""

    mailing = models.ForeignKey(
        Mailing,
        on_delete=models.CASCADE,
        related_name="deliveries",
        # The unique constraint's index begins with it.
        db_index=False,
        verbose_name=_("mailing"),
    )
    subscriber = models.ForeignKey(
        Subscription,
        on_delete=models.SET_NULL,
        null=True,
        related_name="deliveries",
        verbose_name=_("reader"),
    )

    class Meta(QueueRow.Meta):
        verbose_name = _("newsletter letter")
        verbose_name_plural = _("newsletter letters")
        default_permissions = ()
        indexes = [
            *QueueRow.Meta.indexes,
            # A paused mailing's million rows are in no other mailing's way.
            models.Index(fields=["mailing", *CLAIM_ORDER], name="delivery_claim", condition=WAITING),
            # What went otherwise is looked for among a million; a letter that is sent costs nothing here.
            models.Index(
                fields=["mailing", "status", "subscriber"],
                name="delivery_otherwise",
                condition=Q(status__in=OTHERWISE),
            ),
        ]
        constraints = [
            *QueueRow.Meta.constraints,
            models.UniqueConstraint(
                fields=["mailing", "subscriber"], name="newsletter_delivery_once_per_reader"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mailing_id}: {self.subscriber_id}"
