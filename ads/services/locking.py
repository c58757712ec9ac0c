"""The one lock of an ad: its row in the narrow table."""

from __future__ import annotations

from accounts.models import User
from ads.errors import NotAdAuthor
from ads.models import AdPage, BoardEntry
from common.kept_query import KeptQuery

# What only search reads stays in the database.
LOCKED_ENTRY = KeptQuery(
    lambda: BoardEntry.objects.select_for_update(of=("self",)).defer("search", "search_text")
)
PAGE_WITH_TEXT = KeptQuery(lambda: AdPage.objects.select_related("latest_revision"))


def lock_entry(ad_id: int) -> BoardEntry:
    """Lock the ad until the transaction ends.

    Its page and author are read afterwards: joined to the lock's query they would be as they were before
    the wait for the lock, and an edit would be built on a text that somebody has replaced meanwhile.

    Raises:
        BoardEntry.DoesNotExist: there is no such ad.
    """
    return LOCKED_ENTRY.get(ad_id)


def lock_own_entry(ad_id: int, by: User) -> BoardEntry:
    """Lock an ad of one's own; its page comes along, with the latest revision.

    Raises:
        BoardEntry.DoesNotExist: there is no such ad.
        NotAdAuthor: it is somebody else's.
    """
    entry = lock_entry(ad_id)
    if entry.author_id != by.pk:
        raise NotAdAuthor
    entry.author = by
    entry.ad = PAGE_WITH_TEXT.get(ad_id)
    return entry


def lock_author(author: User) -> None:
    """Let one request at a time make ads and drafts of an author, until the transaction ends."""
    User.objects.select_for_update(no_key=True).values_list("pk").get(pk=author.pk)
