"""One ad, as its reader may see it."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from ads.models import VISIBLE_STATUSES, AdPage, BoardEntry, Category
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

    Two queries: the entry with its page, author and how soon that one answers, and (for one's own
    unpublished text) the revision.
    """
    entry = (
        BoardEntry.objects.select_related("author__answer_pace", "ad")
        .defer("search", "search_text")
        .filter(pk=ad_id)
        .first()
    )
    return None if entry is None else as_seen(entry, reader)


def as_seen(entry: BoardEntry, reader: User | AnonymousUser) -> Listing | None:
    """Return what the reader may see of an ad that is at hand; None when it isn't the reader's to know."""
    is_own = entry.author_id == reader.pk
    if entry.status not in VISIBLE_STATUSES and not is_own:
        return None
    text = entry.ad if entry.status in VISIBLE_STATUSES else entry.ad.latest_text()
    return Listing(entry=entry, text=text, is_own=is_own)


def own_listing(*, ad_id: int, author: User) -> Listing | None:
    """Return one's own ad with its latest text, be it pending or not; None when there is none."""
    entry = BoardEntry.objects.select_related("author", "ad").for_author(author).filter(pk=ad_id).first()
    if entry is None:
        return None
    return Listing(entry=entry, text=entry.ad.latest_text(), is_own=True)
