"""The one lock of an ad: its row in the narrow table."""

from __future__ import annotations

from django.db.models import QuerySet

from accounts.models import User
from ads.errors import NotAdAuthor
from ads.models import BoardEntry


def lock_entry(ad_id: int) -> BoardEntry:
    """Lock the ad until the transaction ends.

    Raises:
        BoardEntry.DoesNotExist: there is no such ad.
    """
    return _locked("author").get(pk=ad_id)


def lock_own_entry(ad_id: int, by: User) -> BoardEntry:
    """Lock an ad of one's own.

    Raises:
        BoardEntry.DoesNotExist: there is no such ad.
        NotAdAuthor: it is somebody else's.
    """
    entry = _locked("ad__latest_revision").get(pk=ad_id)
    if entry.author_id != by.pk:
        raise NotAdAuthor
    entry.author = by
    return entry


def _locked(*relations: str) -> QuerySet[BoardEntry]:
    """Rows to lock, with their page; what only search reads stays in the database."""
    entries = BoardEntry.objects.select_for_update(of=("self",)).select_related("ad", *relations)
    return entries.defer("search", "search_text")
