"""One ad, as its reader may see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from wagtail.models import TaskState

from accounts.models import User
from ads.models import VISIBLE_STATUSES, AdPage, AdStatus, BoardEntry, Category, PendingEdit
from ads.models.roster import Roster


@dataclass(frozen=True)
class Listing:
    """An ad with its state; `text` is the version to show (the live one, or the author's latest)."""

    entry: BoardEntry
    text: AdPage
    is_own: bool

    @property
    def category(self) -> Category:
        return Category(self.text.category)

    @property
    def roster(self) -> Roster:
        """Whom it looks for: counted once it was published, else as its text says."""
        return self.text.roster if self.entry.published_at is None else self.entry.roster


def listing_for(*, ad_id: int, reader: User | AnonymousUser) -> Listing | None:
    """Return a public ad, or one's own in any state; None when it isn't the reader's to know.

    Two queries: the entry with author and page, and (for one's own unpublished text) the revision.
    """
    entry = (
        BoardEntry.objects.select_related("author", "ad")
        .defer("search", "search_text")
        .filter(pk=ad_id)
        .first()
    )
    if entry is None:
        return None
    is_own = entry.author_id == reader.pk
    if entry.status not in VISIBLE_STATUSES and not is_own:
        return None
    text = entry.ad if entry.status in VISIBLE_STATUSES else entry.ad.get_latest_revision_as_object()
    return Listing(entry=entry, text=text, is_own=is_own)


def own_listing(*, ad_id: int, author: User) -> Listing | None:
    """Return one's own ad with its latest text, be it pending or not; None when there is none."""
    entry = BoardEntry.objects.select_related("author", "ad").for_author(author).filter(pk=ad_id).first()
    if entry is None:
        return None
    return Listing(entry=entry, text=entry.ad.get_latest_revision_as_object(), is_own=True)


@dataclass(frozen=True, slots=True)
class ChangesRequest:
    """What a moderator asked to change."""

    comment: str
    moderator: str
    at: Any


def requested_changes(entry: BoardEntry) -> ChangesRequest | None:
    """Return the moderator's latest words to an author whose text waits for changes."""
    if entry.status != AdStatus.CHANGES_REQUESTED and entry.pending != PendingEdit.CHANGES_REQUESTED:
        return None
    state = (
        TaskState.objects.for_instance(entry.ad)
        .filter(status=TaskState.STATUS_REJECTED)
        .select_related("finished_by")
        .order_by("-finished_at")
        .first()
    )
    if state is None:
        return None
    return ChangesRequest(state.comment, str(state.finished_by or ""), state.finished_at)
