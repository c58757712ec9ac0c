"""Mailings that wait for something."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from mailing.rows import OPEN_STATUSES
from newsletter.models import Delivery, Mailing, MailingStatus

# A worker slower than its lease may still learn that an uncertain letter was accepted.
DOUBT_LASTS = timedelta(hours=1)


def mailings_to_close() -> QuerySet[Mailing]:
    """Mailings whose last letter has its outcome, and finished ones whose doubts may have cleared up."""
    unfinished = Delivery.objects.filter(mailing=OuterRef("pk"), status__in=OPEN_STATUSES)
    doubtful = Q(status=MailingStatus.FINISHED, uncertain__gt=0, finished_at__gt=timezone.now() - DOUBT_LASTS)
    return Mailing.objects.filter(~Exists(unfinished), Q(status=MailingStatus.SENDING) | doubtful)
