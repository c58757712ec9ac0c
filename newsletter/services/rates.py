"""How many letters of a mailing may go now; its row is the bucket that all workers take from.

A slow start doubles the rate every ten minutes. It goes by the letters that were let go, not by the clock: a
pause, a stop of the mail or a night is no reason to come back faster.
"""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.db.models import DateTimeField, Func

from newsletter.models import Mailing

# What isn't used is saved up for so long.
SAVED_SECONDS = 5.0
# A slow start is twice as fast after so many minutes' worth of letters.
DOUBLES_AFTER_MINUTES = 10
# Where a slow start without a bound ends: no server minds by then.
UNBOUND_PER_MINUTE = 60_000
# The database's clock: workers on several machines needn't agree on the time.
NOW = Func(function="clock_timestamp", output_field=DateTimeField())


@transaction.atomic
def take_allowance(*, mailing_id: int, wanted: int, is_due: Callable[[], bool]) -> int:
    """Take leave to send up to so many letters; return how many may go now.

    Without a bound it costs one read; where nothing is due, nothing is taken.
    """
    bounds = Mailing.objects.filter(pk=mailing_id).values_list("per_minute", "ramp_up_from")
    if not any(bounds.get()):
        return wanted
    if not is_due():
        return 0
    locked = Mailing.objects.select_for_update().defer("html", "text")
    mailing = locked.annotate(now=NOW).get(pk=mailing_id)
    if not (rate := rate_of(mailing)):
        return wanted
    now, a_second = mailing.now, rate / 60
    since = (now - mailing.allowed_at).total_seconds() if mailing.allowed_at else 1.0
    # At least one letter can always be saved up, however slow.
    room = max(a_second * SAVED_SECONDS, 1.0)
    saved = min(mailing.allowance + max(since, 0.0) * a_second, room)
    taken = min(wanted, int(saved))
    mailing.allowance = saved - taken
    # Who waited for the lock may have looked at the clock before.
    mailing.allowed_at = max(now, mailing.allowed_at or now)
    mailing.let_go += taken
    mailing.save(update_fields=["allowance", "allowed_at", "let_go"])
    return taken


def rate_of(mailing: Mailing) -> int:
    """Return how many letters a minute may go by now; 0: no bound."""
    first, most = mailing.ramp_up_from, mailing.per_minute
    if not first:
        return most
    # After k doublings the sum of all steps is first · minutes · (2^k - 1).
    steps = mailing.let_go // (first * DOUBLES_AFTER_MINUTES) + 1
    rate = first * 2 ** (steps.bit_length() - 1)
    if most:
        return min(rate, most)
    return rate if rate < UNBOUND_PER_MINUTE else 0
