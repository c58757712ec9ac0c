"""The inbox: a page of responses to one's ads, what to filter by, and the opened one."""

from __future__ import annotations

from dataclasses import dataclass, replace

from accounts.models import User
from ads.selectors.mine import has_listings
from common.keyset import Cursor
from responses.models import OPEN, Response, ResponseStatus
from responses.selectors.conversation import with_talk
from responses.selectors.counts import InboxCounts, ListingChoice, inbox_counts
from responses.selectors.filters import STATES, InboxFilters
from responses.selectors.one import opened
from responses.selectors.paging import Slice, slice_of
from responses.selectors.reach import Reach

# These tabs stand there even when nothing is in them.
LASTING = (ResponseStatus.NEW, ResponseStatus.ACCEPTED, ResponseStatus.DECLINED)


@dataclass(frozen=True, slots=True)
class Tab:
    """A state to look at, or what is unread; the count is what one will find there."""

    name: str
    filters: InboxFilters
    count: int
    is_current: bool


@dataclass(frozen=True, slots=True)
class Numbers:
    """How much there is to choose from."""

    tabs: list[Tab]
    listings: list[ListingChoice]
    to_decide: int


@dataclass(frozen=True, slots=True)
class Inbox:
    """All that the inbox's page shows; `opened` stands beside the list."""

    player: User
    filters: InboxFilters
    numbers: Numbers
    page: Slice
    opened: Response | None
    is_chosen: bool
    # Neither a listing of one's own nor one that one helps with: nobody could respond.
    wrote_nothing: bool = False

    @property
    def is_helped(self) -> bool:
        """Whether the opened response came to somebody else, whom the reader helps."""
        return self.opened is not None and self.opened.recipient_id != self.player.pk

    @property
    def is_empty(self) -> bool:
        """Whether nobody has ever responded, or not with the words that are looked for."""
        return not any(tab.count for tab in self.numbers.tabs)

    @property
    def takes_bulk(self) -> bool:
        """Whether several of the list may be decided at once."""
        return self.filters.state in OPEN

    @property
    def before(self) -> Response | None:
        """The response above the opened one in the list."""
        return self._neighbour(-1)

    @property
    def after(self) -> Response | None:
        """The response below the opened one in the list: where one goes on after a decision."""
        return self._neighbour(1)

    def _neighbour(self, step: int) -> Response | None:
        if self.opened is None or self.opened not in self.page.rows:
            return None
        place = self.page.rows.index(self.opened) + step
        return self.page.rows[place] if 0 <= place < len(self.page.rows) else None


def inbox(*, user: User, filters: InboxFilters, cursor: Cursor | None, open_id: int | None) -> Inbox:
    """Read the inbox: four queries, and a fifth when the opened response isn't on the page, or nothing is."""
    reach = Reach.of(user)
    page = slice_of(filters.apply(reach), cursor, lambda rows: with_talk(rows.with_listing(), user))
    chosen = _opened(reach, page, open_id)
    numbers = inbox_numbers(reach=reach, filters=filters)
    is_bare = not (numbers.listings or filters.text or reach.helped)
    return Inbox(
        player=user,
        filters=filters,
        numbers=numbers,
        page=page,
        opened=chosen or (page.rows[0] if page.rows else None),
        is_chosen=chosen is not None,
        wrote_nothing=is_bare and not has_listings(author=user),
    )


def inbox_numbers(*, reach: Reach, filters: InboxFilters) -> Numbers:
    """Count what each choice would show beside the other filters, in two queries."""
    counts = inbox_counts(reach, text=filters.text)
    return Numbers(_tabs(counts, filters), counts.listings(filters), counts.of(filters.to_decide))


def _opened(reach: Reach, page: Slice, open_id: int | None) -> Response | None:
    if open_id is None:
        return None
    on_page = next((response for response in page.rows if response.pk == open_id), None)
    return on_page or opened(response_id=open_id, reach=reach)


def _tabs(counts: InboxCounts, current: InboxFilters) -> list[Tab]:
    """Offer what is unread, then each state; each keeps the ad and the words that are asked for."""
    unread = replace(current, state=ResponseStatus.NEW.value, unread=True)
    offered = {"unread": unread} | {state: replace(current, state=state, unread=False) for state in STATES}
    tabs = [Tab(name, filters, counts.of(filters), filters == current) for name, filters in offered.items()]
    return [tab for tab in tabs if tab.name in LASTING or tab.count or tab.is_current]
