"""Mailings that wait for something."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from mailing.rows import OPEN_STATUSES, Status
from newsletter.models import Delivery, Mailing, MailingStatus, Subscription

# A worker slower than its lease may still learn that an uncertain letter was accepted.
DOUBT_LASTS = timedelta(hours=1)
CANCELLED_OPEN = Q(status=MailingStatus.CANCELLED, finished_at=None)


def mailings_to_close() -> QuerySet[Mailing]:
    """Mailings whose last letter has its outcome, and finished ones whose doubts may have cleared up."""
    letters = Delivery.objects.filter(mailing=OuterRef("pk"))
    # One by one: each state has an index of its own.
    no_open = [~Exists(letters.filter(status=status)) for status in OPEN_STATUSES]
    doubtful = Q(status=MailingStatus.FINISHED, uncertain__gt=0, finished_at__gt=timezone.now() - DOUBT_LASTS)
    closing = Q(status=MailingStatus.SENDING) | CANCELLED_OPEN | doubtful
    return Mailing.objects.filter(*no_open, closing)


def mailings_being_sent() -> list[int]:
    """Ids of the mailings whose letters go out now, the one released first in front. One query."""
    sending = Mailing.objects.filter(status=MailingStatus.SENDING)
    return list(sending.order_by("released_at", "pk").values_list("pk", flat=True))


def unsubscribed_since(mailing: Mailing) -> int:
    """Return how many of those who got it have unsubscribed since: no reader is followed any further."""
    left = Subscription.objects.filter(unsubscribed_at__gte=mailing.released_at)
    got_it = Delivery.objects.filter(mailing=mailing, subscriber=OuterRef("pk"), status=Status.SENT)
    return left.filter(Exists(got_it)).count()
