"""How many letters of a mailing may go now; its row is the bucket that all workers take from."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from newsletter.models import Mailing

# What isn't used is saved up for so long.
SAVED_SECONDS = 5.0


@transaction.atomic
def take_allowance(*, mailing_id: int, wanted: int) -> int:
    """Take leave to send up to so many letters; return how many may go now.

    Without a bound it costs one read.
    """
    bounds = Mailing.objects.filter(pk=mailing_id).values_list("per_minute", flat=True)
    if not bounds.first():
        return wanted
    mailing = Mailing.objects.select_for_update().defer("html", "text").get(pk=mailing_id)
    now, a_second = timezone.now(), mailing.per_minute / 60
    since = (now - mailing.allowed_at).total_seconds() if mailing.allowed_at else 1.0
    # At least one letter can always be saved up, however slow.
    room = max(a_second * SAVED_SECONDS, 1.0)
    saved = min(mailing.allowance + max(since, 0.0) * a_second, room)
    taken = min(wanted, int(saved))
    mailing.allowance, mailing.allowed_at = saved - taken, now
    mailing.save(update_fields=["allowance", "allowed_at"])
    return taken
