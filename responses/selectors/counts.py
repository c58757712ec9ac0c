"""How many responses there are, for the badge and for the inbox's filters."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils import timezone

from accounts.models import User
from ads.models import BoardEntry
from responses.models import Response

# A tab of the inbox beside the states: what one has deleted and may bring back.
DELETED = "deleted"


def new_count(user: User, *, ad_id: int | None = None) -> int:
    """Count the responses to one's ads, or to one of them, that one hasn't read, by a small index."""
    unread = Response.objects.received_by(user).unread()
    return (unread if ad_id is None else unread.filter(ad_id=ad_id)).count()


def waiting_count(*, ad_id: int) -> int:
    """Count the players who wait for an answer to an ad."""
    return Response.objects.filter(ad_id=ad_id).waiting_for_answer(timezone.now()).count()


@dataclass(frozen=True, slots=True)
class ListingChoice:
    """An ad to filter the inbox by."""

    pk: int
    title: str
    count: int


@dataclass(frozen=True, slots=True)
class InboxCounts:
    """Numbers per ad and state."""

    by_listing_and_state: Counter[tuple[int, str]]

    def by_state(self, listing_id: int | None) -> Counter[str]:
        """Count per state, of one ad or of all."""
        found: Counter[str] = Counter()
        for (ad_id, state), count in self.by_listing_and_state.items():
            if listing_id in (None, ad_id):
                found[state] += count
        return found

    def listings(self) -> list[ListingChoice]:
        """Return the ads with responses in the inbox, newest ad first; one query."""
        per_listing: Counter[int] = Counter()
        for (ad_id, state), count in self.by_listing_and_state.items():
            if state != DELETED:
                per_listing[ad_id] += count
        titles = BoardEntry.objects.filter(pk__in=per_listing).order_by("-pk").values_list("pk", "title")
        return [ListingChoice(pk, title, per_listing[pk]) for pk, title in titles]


def inbox_counts(user: User) -> InboxCounts:
    """Count what came to one's ads per ad and state, in one query."""
    rows = (
        Response.objects.filter(recipient=user)
        .filter(Q(deleted_at=None) | Q(deleted_by=user))
        .order_by()
        .values_list("ad_id", "status", "deleted_by_id")
        .annotate(count=Count("pk"))
    )
    counts: Counter[tuple[int, str]] = Counter()
    for ad_id, status, deleted_by_id, count in rows:
        counts[ad_id, DELETED if deleted_by_id else status] += count
    return InboxCounts(counts)
