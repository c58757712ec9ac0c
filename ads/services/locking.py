"""The one lock of an ad: its row in the narrow table."""

from __future__ import annotations

from accounts.models import User
from ads.errors import NotAdAuthor
from ads.models import AdPage, BoardEntry


def lock_entry(ad_id: int) -> BoardEntry:
    """Lock the ad until the transaction ends.

    Page and author are read when asked for, never joined: what a join brings along is as old as the moment
    that the wait for the lock began.

    Raises:
        BoardEntry.DoesNotExist: there is no such ad.
    """
    # What only search reads stays in the database.
    return BoardEntry.objects.select_for_update().defer("search", "search_text").get(pk=ad_id)


def lock_own_entry(ad_id: int, by: User) -> BoardEntry:
    """Lock an ad of one's own, and read its page with the latest revision.

    Raises:
        BoardEntry.DoesNotExist: there is no such ad.
        NotAdAuthor: it is somebody else's.
    """
    entry = lock_entry(ad_id)
    if entry.author_id != by.pk:
        raise NotAdAuthor
    entry.author = by
    entry.ad = AdPage.objects.select_related("latest_revision").get(pk=ad_id)
    return entry
