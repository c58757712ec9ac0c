"""What the author's bar says about an ad: its state in words, and the moderator's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ads.models import BoardEntry
from ads.selectors.listing import requested_changes


@dataclass(frozen=True, slots=True)
class OwnerBar:
    """An ad as `includes/owner_bar.html` shows it to its author."""

    id: int
    status: str
    pending: str
    expires_at: datetime | None
    updated_at: datetime
    response_count: int
    is_full: bool = False
    comment: str = ""
    moderator_name: str = ""


def owner_bar(entry: BoardEntry) -> OwnerBar:
    """Return the bar of one ad; one query more when a moderator has asked for changes."""
    changes = requested_changes(entry)
    return OwnerBar(
        id=entry.pk,
        status=entry.status,
        pending=entry.pending,
        expires_at=entry.expires_at,
        updated_at=entry.updated_at,
        response_count=entry.response_count,
        is_full=entry.is_full,
        comment=changes.comment if changes else "",
        moderator_name=changes.moderator if changes else "",
    )
