"""How many responses there are, for the badge and for the inbox's filters."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import BooleanField, CharField, Count, F, Q, Value
from django.db.models.expressions import ExpressionWrapper
from django.utils import timezone

from accounts.models import User
from ads.models import BoardEntry
from responses.models import Response
from responses.selectors.filters import DELETED, InboxFilters


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
class Tally:
    """So many responses to one ad in one state; `is_unread` sets apart those nobody has read."""

    listing_id: int
    state: str
    is_unread: bool
    count: int

    def is_asked_for(self, filters: InboxFilters) -> bool:
        """Whether the filters would show these, but for the ad."""
        in_state = self.state == filters.state if filters.state else self.state != DELETED
        return in_state and (self.is_unread or not filters.unread)


@dataclass(frozen=True, slots=True)
class InboxCounts:
    """All numbers of one inbox, of what holds the words that are looked for."""

    tallies: list[Tally]

    def of(self, filters: InboxFilters) -> int:
        """Count what the filters would show."""
        return sum(
            tally.count
            for tally in self.tallies
            if tally.is_asked_for(filters) and filters.listing_id in (None, tally.listing_id)
        )

    def listings(self, filters: InboxFilters) -> list[ListingChoice]:
        """Return the ads that were answered, newest first, with what each would show; one query."""
        per_listing = Counter[int]()
        for tally in self.tallies:
            per_listing[tally.listing_id] += tally.count if tally.is_asked_for(filters) else 0
        titles = BoardEntry.objects.filter(pk__in=per_listing).order_by("-pk").values_list("pk", "title")
        return [ListingChoice(pk, title, per_listing[pk]) for pk, title in titles]


def inbox_counts(user: User, *, text: str = "") -> InboxCounts:
    """Count what came to one's ads per ad, state and whether it was read, in one query.

    Without words to look for it reads one index: a few milliseconds for ten thousand responses.
    """
    columns = ("ad_id", "state", "is_unread")
    kept = Response.objects.received_by(user).annotate(
        state=F("status"),
        is_unread=ExpressionWrapper(Q(status="new", seen_at=None), output_field=BooleanField()),
    )
    deleted = Response.objects.deleted_by_receiver(user).annotate(
        state=Value(DELETED, output_field=CharField()), is_unread=Value(False)
    )
    counted = [
        responses.matching(text).order_by().values_list(*columns).annotate(count=Count("*"))
        for responses in (kept, deleted)
    ]
    return InboxCounts([Tally(*row) for row in counted[0].union(counted[1], all=True)])
