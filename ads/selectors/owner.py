"""What the author's bar says about an ad: its state in words, the moderator's, and what can be done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from ads.limits import BUMP_EVERY
from ads.models import AdStatus, BoardEntry, BoardRules, PendingEdit
from ads.models.status import COPYABLE_STATUSES


@dataclass(frozen=True, slots=True)
class OwnerBar:
    """An ad as `includes/owner_bar.html` shows it to its author."""

    id: int
    status: str
    pending: str
    expires_at: datetime | None
    updated_at: datetime
    response_count: int
    may_bump: bool
    ends_soon: bool
    may_copy: bool
    is_full: bool = False
    is_paused: bool = False
    before_patch: str = ""
    comment: str = ""
    moderator_name: str = ""


def owner_bar(entry: BoardEntry) -> OwnerBar:
    """Return the bar of one ad; one query more for the moderator's name, unless the entry brings it along."""
    now = timezone.now()
    patch = entry.before_patch
    is_live = entry.status == AdStatus.LIVE
    has_verdict = _has_verdict(entry)
    return OwnerBar(
        id=entry.pk,
        status=entry.status,
        pending=entry.pending,
        expires_at=entry.expires_at,
        updated_at=entry.updated_at,
        response_count=entry.response_count,
        may_bump=is_live and not entry.was_bumped_within(BUMP_EVERY.total_seconds(), now),
        ends_soon=is_live and ends_soon(entry, now),
        may_copy=entry.status in COPYABLE_STATUSES,
        is_full=entry.is_full,
        is_paused=entry.is_paused,
        before_patch=patch.name if patch else "",
        comment=entry.moderator_comment if has_verdict else "",
        moderator_name=str(entry.moderator or "") if has_verdict else "",
    )


def ends_soon(entry: BoardEntry, now: datetime) -> bool:
    """Whether the author would be warned by now that the term ends."""
    return entry.expires_at is not None and entry.expires_at <= now + BoardRules.current().warning


def _has_verdict(entry: BoardEntry) -> bool:
    """Whether the moderator's latest words are about how things stand now."""
    return entry.status in (
        AdStatus.CHANGES_REQUESTED,
        AdStatus.REJECTED,
        AdStatus.HIDDEN,
    ) or entry.pending in (PendingEdit.CHANGES_REQUESTED, PendingEdit.REJECTED)
