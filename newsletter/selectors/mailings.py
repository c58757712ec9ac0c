"""Mailings that wait for something."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Now

from mailing.rows import OPEN_STATUSES, Status
from newsletter.models import Delivery, Mailing, MailingStatus, Subscription, Tally

CHANGED_SINCE = Exists(Tally.objects.filter(mailing=OuterRef("pk")))
CANCELLED_OPEN = Q(status=MailingStatus.CANCELLED, finished_at=None)


def mailings_to_close() -> QuerySet[Mailing]:
    """Mailings whose last letter has its outcome, and finished ones of which a letter changed since.

    A worker slower than its lease may still learn that an uncertain letter was accepted.
    """
    letters = Delivery.objects.filter(mailing=OuterRef("pk"))
    # One by one: each state has an index of its own.
    no_open = [~Exists(letters.filter(status=status)) for status in OPEN_STATUSES]
    changed = Q(CHANGED_SINCE, finished_at__isnull=False, letters_forgotten_at=None)
    closing = Q(status=MailingStatus.SENDING) | CANCELLED_OPEN | changed
    return Mailing.objects.filter(*no_open, closing)


def mailings_to_reopen() -> QuerySet[Mailing]:
    """Finished mailings with a letter that waits again."""
    waiting = Delivery.objects.filter(mailing=OuterRef("pk"), status=Status.QUEUED)
    return Mailing.objects.filter(CHANGED_SINCE, Exists(waiting), status=MailingStatus.FINISHED)


def mailings_to_forget(before: datetime) -> QuerySet[Mailing]:
    """Mailings that ended before then and still have letters."""
    return Mailing.objects.filter(
        Exists(Delivery.objects.filter(mailing=OuterRef("pk"))), finished_at__lt=before
    )


def mailings_being_sent() -> list[int]:
    """Ids of the mailings whose letters go out now, the one released first in front. One query."""
    sending = Mailing.objects.filter(status=MailingStatus.SENDING)
    return list(sending.order_by("released_at", "pk").values_list("pk", flat=True))


def mailings_that_may_go() -> QuerySet[Mailing]:
    """Released mailings that send letters, or will when their moment comes or somebody resumes them."""
    going = (MailingStatus.SCHEDULED, MailingStatus.QUEUED, MailingStatus.SENDING, MailingStatus.PAUSED)
    return Mailing.objects.filter(status__in=going).order_by("released_at", "pk")


def is_sending() -> bool:
    """Return whether a worker has letters of a newsletter in hand."""
    return Delivery.objects.filter(status=Status.SENDING, lease_until__gt=Now()).exists()


def unsubscribed_since(mailing: Mailing) -> int:
    """Return how many of those who got it have unsubscribed since: no reader is followed any further.

    Once its letters are deleted nobody knows who got it: then it stays at what it was.
    """
    if mailing.letters_forgotten_at is not None:
        return mailing.unsubscribed or 0
    left = Subscription.objects.filter(unsubscribed_at__gte=mailing.released_at)
    got_it = Delivery.objects.filter(mailing=mailing, subscriber=OuterRef("pk"), status=Status.SENT)
    return left.filter(Exists(got_it)).count()
