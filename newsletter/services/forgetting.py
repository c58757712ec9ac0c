"""What becomes of the ledgers of old mailings: the letters go, the sums stay."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from common.sweeps import delete_in_batches, keys_in_batches, sweep_each
from newsletter.models import Delivery, Mailing
from newsletter.selectors.mailings import CHANGED_SINCE, mailings_to_forget, unsubscribed_since


def forget_old_deliveries(*, now: datetime) -> int:
    """Delete the letters of mailings that ended more than MAIL_RETENTION_DAYS ago; return of how many.

    Broken off anywhere, the next call goes on from there; an error in one mailing stops no other.
    """
    before = now - timedelta(days=settings.MAIL_RETENTION_DAYS)
    old = keys_in_batches(mailings_to_forget(before))
    return sweep_each(old, partial(_forget, before=before), what="the old letters of mailing")


def _forget(mailing_id: int, *, before: datetime) -> bool:
    if not _settle(mailing_id, before):
        return False
    return delete_in_batches(Delivery.objects.filter(mailing=mailing_id)) > 0


@transaction.atomic
def _settle(mailing_id: int, before: datetime) -> bool:
    """Write down that the ledger goes: from then on nothing counts it or sends from it.

    False where the mailing was opened again meanwhile, or a letter has changed that is to be counted first.
    """
    counted = ~CHANGED_SINCE | Q(letters_forgotten_at__isnull=False)
    old = Mailing.objects.filter(counted, pk=mailing_id, finished_at__lt=before)
    mailing = old.select_for_update(skip_locked=True, of=("self",)).defer("html", "text").first()
    if mailing is None:
        return False
    if mailing.letters_forgotten_at is None:
        mailing.unsubscribed = unsubscribed_since(mailing)
        mailing.letters_forgotten_at = timezone.now()
        mailing.save(update_fields=["unsubscribed", "letters_forgotten_at"])
    return True
