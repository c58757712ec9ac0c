"""Paused while its author answers nobody, and back: closed for the board, but not for good (ADR 25)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from ads.errors import NotPaused
from ads.models import AdStatus, BoardEntry, BoardRules
from ads.services.cards import forget_board
from ads.services.locking import lock_own_entry
from ads.services.publication import leave_board


def pause_ad(entry: BoardEntry, *, now: datetime) -> None:
    """Take a live ad off the board until its author answers; the caller holds the lock, and tells.

    Raises:
        IllegalMove: it isn't live.
    """
    entry.pause(at=now)
    leave_board(entry, entry.author)


@transaction.atomic
def resume_ad(*, ad_id: int, by: User) -> BoardEntry:
    """Put a paused ad back on the board, with a new term where the old one is over.

    Raises:
        BoardEntry.DoesNotExist, NotAdAuthor: not there, or not the author's.
        NotPaused: it isn't paused.
    """
    entry = lock_own_entry(ad_id, by)
    if not entry.is_paused:
        raise NotPaused
    entry.move_to(AdStatus.LIVE)
    now = timezone.now()
    if entry.expires_at is None or entry.expires_at <= now:
        entry.begin_term(now=now, lifetime=BoardRules.current().lifetime)
    entry.save()
    forget_board()
    return entry


def wake_ad(ad_id: int) -> None:
    """Put a paused ad back, because somebody got an answer; the caller holds the ad's lock.

    One whose term is over meanwhile is closed like any other: an answer renews nothing.
    """
    entry = (
        BoardEntry.objects.filter(pk=ad_id, paused_at__isnull=False).defer("search", "search_text").first()
    )
    if entry is None:
        return
    if entry.expires_at is not None and entry.expires_at > timezone.now():
        entry.move_to(AdStatus.LIVE)
    entry.paused_at = None
    entry.save(update_fields=["status", "paused_at", "live_since", "updated_at"])
    forget_board()
