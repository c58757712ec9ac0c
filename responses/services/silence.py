"""Ads whose author answers nobody: a warning, the pause, and what ends it (ADR 25)."""

from __future__ import annotations

from datetime import datetime

from ads.models import BoardEntry, BoardRules
from ads.models.entries import BoardEntryQuerySet
from ads.services import pause_ad, sweep_due, wake_ad
from responses import notifications
from responses.limits import SILENCE_WARNING
from responses.selectors.silence import silent_ads, unanswered
from responses.services.locking import lock_listing


def pause_silent_ads(*, now: datetime) -> int:
    """Pause every ad whose author was warned two days ago and still answers nobody; return how many.

    Side effects: those who wait are told, and the author.
    """
    return sweep_due(_to_pause(now), _pause, now)


def warn_silent_authors(*, now: datetime) -> int:
    """Tell authors who answer nobody that their ad will be paused in two days; return how many."""
    return sweep_due(_to_warn(now), _warn, now)


def wake_listing(*, response_id: int, by_author: int) -> None:
    """Lock an author's ad and end its pause, if it is paused: its author writes to somebody who waits."""
    paused = BoardEntry.objects.filter(paused_at__isnull=False, author=by_author, ad__responses=response_id)
    for ad_id in paused.values_list("pk", flat=True):
        lock_listing(ad_id)
        wake_ad(ad_id)


def _to_pause(now: datetime) -> BoardEntryQuerySet:
    """A warning of an earlier silence doesn't count for this one."""
    since = now - BoardRules.current().patience
    return silent_ads(since=since).filter(
        silence_warned_at__gte=since, silence_warned_at__lte=now - SILENCE_WARNING
    )


def _to_warn(now: datetime) -> BoardEntryQuerySet:
    since = now - BoardRules.current().patience + SILENCE_WARNING
    silent = silent_ads(since=since)
    return silent.exclude(silence_warned_at__gt=since)


def _pause(entry: BoardEntry, now: datetime) -> bool:
    if not _to_pause(now).filter(pk=entry.pk).exists():
        return False  # answered since the batch was read
    pause_ad(entry, now=now)
    waiting = {response.author_id: response for response in unanswered().filter(ad=entry.pk)}
    # In the order of their ids, as everybody who tells several players does.
    for player_id in sorted({entry.author_id, *waiting}):
        if player_id in waiting:
            notifications.listing_paused(waiting[player_id], entry)
        else:
            notifications.own_listing_paused(entry, waiting=len(waiting))
    return True


def _warn(entry: BoardEntry, now: datetime) -> bool:
    if not _to_warn(now).filter(pk=entry.pk).exists():
        return False
    # Past `save()`: a warning is no change of the ad.
    BoardEntry.objects.filter(pk=entry.pk).update(silence_warned_at=now)
    entry.silence_warned_at = now
    notifications.author_silent(entry, waiting=unanswered().filter(ad=entry.pk).count())
    return True
