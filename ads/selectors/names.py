"""The names of listings, for lists of an app below."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from accounts.models import User
from ads.models import VISIBLE_STATUSES, BoardEntry
from notifications.selectors.listings import ListingName


def names_for(reader: User, ids: Iterable[int]) -> dict[int, ListingName]:
    """Return title and address of those listings that are public or the reader's own, by id; one query."""
    known = BoardEntry.objects.filter(Q(status__in=VISIBLE_STATUSES) | Q(author=reader), pk__in=ids)
    return {entry.pk: ListingName(entry.title, entry.url) for entry in known.only("title", "slug")}
