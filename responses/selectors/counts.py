"""How many responses there are, for the badge and for the inbox's filters."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import CharField, Count, F, Q, Value
from django.utils import timezone

from accounts.models import User
from ads.models import BoardEntry
from responses.models import Response
from responses.selectors.filters import DELETED, InboxFilters
from responses.selectors.reach import Reach, is_known_to_help


def new_count(user: User, *, ad_id: int | None = None) -> int:
    """Count the unread responses that one may handle, or those to one ad of one's own, by a small index."""
    own = Response.objects.received_by(user).unread()
    if ad_id is not None:
        return own.filter(ad_id=ad_id).count()
    return (Reach.of(user).kept().unread() if is_known_to_help(user) else own).count()


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
    """So many responses to one ad in one state, of which nobody has read some."""

    listing_id: int
    state: str
    count: int
    unread: int

    def asked_for(self, filters: InboxFilters) -> int:
        """Count those that the filters would show, but for the ad."""
        in_state = self.state == filters.state if filters.state else self.state != DELETED
        if not in_state:
            return 0
        return self.unread if filters.unread else self.count


@dataclass(frozen=True, slots=True)
class InboxCounts:
    """All numbers of one inbox, of what holds the words that are looked for."""

    tallies: list[Tally]
    reach: Reach

    def of(self, filters: InboxFilters) -> int:
        """Count what the filters would show."""
        return sum(
            tally.asked_for(filters)
            for tally in self.tallies
            if filters.listing_id in (None, tally.listing_id)
        )

    def listings(self, filters: InboxFilters) -> list[ListingChoice]:
        """Return the ads that were answered, newest first, with what each would show; one query.

        Those that one helps with say whose they are. Words that an ad's responses don't hold leave it there,
        with nothing to show, and so does the filter for it: it can be seen, and changed.
        """
        per_listing = Counter[int]()
        for tally in self.tallies:
            per_listing[tally.listing_id] += tally.asked_for(filters)
        offered = Q(pk__in=per_listing)
        if filters.text:
            offered |= Q(pk__in=self.reach.readable().values("ad_id"))
        if filters.listing_id is not None:
            offered |= Q(pk=filters.listing_id, author=self.reach.player)
        entries = BoardEntry.objects.filter(offered).order_by("-pk")
        if not self.reach.helped:
            return [ListingChoice(*row, per_listing[row[0]]) for row in entries.values_list("pk", "title")]
        named = entries.values_list("pk", "title", "author__display_name")
        return [
            ListingChoice(pk, f"{author} · {title}" if pk in self.reach.helped else title, per_listing[pk])
            for pk, title, author in named
        ]


def inbox_counts(reach: Reach, *, text: str = "") -> InboxCounts:
    """Count what one may handle per ad and state, and what of it is unread, in one query.

    Without words to look for it reads one index in its order: a few milliseconds for ten thousand responses.
    """
    columns = ("ad_id", "state")
    unread = Count(Value(1), filter=Q(status="new", seen_at=None))
    chosen = (
        (reach.kept().annotate(state=F("status")), unread),
        (reach.deleted().annotate(state=Value(DELETED, output_field=CharField())), Value(0)),
    )
    counted = [
        responses.matching(text).order_by().values_list(*columns).annotate(count=Count("*"), new=new)
        for responses, new in chosen
    ]
    return InboxCounts([Tally(*row) for row in counted[0].union(counted[1], all=True)], reach)
