"""How many letters of a mailing may go now; its row is the bucket that all workers take from."""

from __future__ import annotations

from django.db import transaction
from django.db.models import DateTimeField, Func

from newsletter.models import Mailing

# What isn't used is saved up for so long.
SAVED_SECONDS = 5.0
# The database's clock: workers on several machines needn't agree on the time.
NOW = Func(function="clock_timestamp", output_field=DateTimeField())


@transaction.atomic
def take_allowance(*, mailing_id: int, wanted: int) -> int:
    """Take leave to send up to so many letters; return how many may go now.

    Without a bound it costs one read.
    """
    bounds = Mailing.objects.filter(pk=mailing_id).values_list("per_minute", flat=True)
    if not bounds.first():
        return wanted
    locked = Mailing.objects.select_for_update().defer("html", "text")
    mailing = locked.annotate(now=NOW).get(pk=mailing_id)
    now, a_second = mailing.now, mailing.per_minute / 60
    since = (now - mailing.allowed_at).total_seconds() if mailing.allowed_at else 1.0
    # At least one letter can always be saved up, however slow.
    room = max(a_second * SAVED_SECONDS, 1.0)
    saved = min(mailing.allowance + max(since, 0.0) * a_second, room)
    taken = min(wanted, int(saved))
    mailing.allowance = saved - taken
    # Who waited for the lock may have looked at the clock before.
    mailing.allowed_at = max(now, mailing.allowed_at or now)
    mailing.save(update_fields=["allowance", "allowed_at"])
    return taken
