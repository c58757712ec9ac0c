"""The one lock of an ad: its row in the narrow table."""

from __future__ import annotations

from accounts.models import User
from ads.errors import NotAdAuthor
from ads.models import BoardEntry


def lock_entry(ad_id: int) -> BoardEntry:
    """Lock the ad until the transaction ends.

    Raises:
        BoardEntry.DoesNotExist: there is no such ad.
    """
    # The page isn't joined: after a wait for the lock, a joined row would still be the one from before.
    return BoardEntry.objects.select_for_update(of=("self",)).select_related("author").get(pk=ad_id)


def lock_own_entry(ad_id: int, by: User) -> BoardEntry:
    """Lock an ad of one's own.

    Raises:
        BoardEntry.DoesNotExist: there is no such ad.
        NotAdAuthor: it is somebody else's.
    """
    entry = lock_entry(ad_id)
    if entry.author_id != by.pk:
        raise NotAdAuthor
    return entry


def lock_author(author: User) -> None:
    """Let one request at a time make ads and drafts of an author, until the transaction ends."""
    User.objects.select_for_update(no_key=True).values_list("pk").get(pk=author.pk)
