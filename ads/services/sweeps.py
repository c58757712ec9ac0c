"""What time brings: a warning before the end of a term, the end itself, and the archive."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from ads import notifications
from ads.limits import ARCHIVE_AFTER
from ads.models import AdStatus, BoardEntry, BoardRules
from ads.models.entries import BoardEntryQuerySet
from ads.services.cards import forget_board
from ads.services.locking import lock_entry
from ads.services.publication import leave_board
from common.sweeps import keys_in_batches, sweep_each


def warn_of_end(*, now: datetime) -> int:
    """Write to the author of every live ad whose term ends soon, once per term; return how many."""
    return sweep_due(BoardEntry.objects.to_warn(now, BoardRules.current().warning), _warn, now)


def expire_ads(*, now: datetime) -> int:
    """Take every live ad whose term is over off the board; return how many."""
    return sweep_due(BoardEntry.objects.expired(now), _expire, now)


def archive_old_ads(*, now: datetime) -> int:
    """Archive ads that have been closed or expired for two months; return how many."""
    over = BoardEntry.objects.filter(status__in=(AdStatus.CLOSED, AdStatus.EXPIRED))
    return sweep_due(over.filter(updated_at__lte=now - ARCHIVE_AFTER), _archive, now)


def sweep_due(due: BoardEntryQuerySet, act: Callable[[BoardEntry, datetime], bool], now: datetime) -> int:
    """Act on every due ad, each in a transaction of its own: an error in one is logged and stops no other."""

    @transaction.atomic
    def act_on(ad_id: int) -> bool:
        try:
            entry = lock_entry(ad_id)
        except BoardEntry.DoesNotExist:
            return False  # deleted since the batch was read
        return act(entry, now)

    return sweep_each(keys_in_batches(due), act_on, what="listing")


def _warn(entry: BoardEntry, now: datetime) -> bool:
    ends = entry.expires_at
    if entry.status != AdStatus.LIVE or entry.warned_at or ends is None:
        return False
    if not now < ends <= now + BoardRules.current().warning:
        return False
    # Past `save()`: a warning is no change of the ad, and the author's list is ordered by those.
    BoardEntry.objects.filter(pk=entry.pk).update(warned_at=now)
    notifications.ad_expiring(entry)
    return True


def _expire(entry: BoardEntry, now: datetime) -> bool:
    if entry.status != AdStatus.LIVE or entry.expires_at is None or entry.expires_at > now:
        return False
    entry.move_to(AdStatus.EXPIRED)
    leave_board(entry, entry.author)
    notifications.ad_expired(entry)
    return True


def _archive(entry: BoardEntry, now: datetime) -> bool:
    over = entry.status in (AdStatus.CLOSED, AdStatus.EXPIRED)
    if not over or entry.updated_at > now - ARCHIVE_AFTER:
        return False
    entry.move_to(AdStatus.ARCHIVED)
    entry.save()
    forget_board()
    return True
