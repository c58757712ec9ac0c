"""The inbox: a page of responses to one's ads, what to filter by, and the opened one."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.models import User
from common.keyset import Cursor
from responses.models import Response, ResponseStatus
from responses.models.response import ResponseQuerySet
from responses.selectors.conversation import with_talk
from responses.selectors.counts import DELETED, ListingChoice, inbox_counts
from responses.selectors.one import received
from responses.selectors.paging import Slice, slice_of

STATES = (*ResponseStatus.values, DELETED)
# These tabs stand there even when nothing is in them.
LASTING = (ResponseStatus.NEW, ResponseStatus.ACCEPTED, ResponseStatus.DECLINED)


@dataclass(frozen=True, slots=True)
class InboxFilters:
    """What of the inbox to show."""

    state: str = ResponseStatus.NEW.value
    listing_id: int | None = None

    def apply(self, user: User) -> ResponseQuerySet:
        if self.state == DELETED:
            responses = Response.objects.deleted_by_receiver(user)
        else:
            responses = Response.objects.received_by(user).filter(status=self.state)
        return responses if self.listing_id is None else responses.filter(ad_id=self.listing_id)


@dataclass(frozen=True, slots=True)
class Tab:
    state: str
    count: int
    is_current: bool


@dataclass(frozen=True, slots=True)
class Inbox:
    """All that the inbox's page shows; `opened` stands beside the list."""

    filters: InboxFilters
    tabs: list[Tab]
    listings: list[ListingChoice]
    page: Slice
    opened: Response | None
    is_chosen: bool

    @property
    def is_empty(self) -> bool:
        """Whether nobody has ever responded."""
        return not any(tab.count for tab in self.tabs)

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
    """Read the inbox: three queries, and a fourth when the opened response isn't on the page."""
    counts = inbox_counts(user)
    page = slice_of(with_talk(filters.apply(user).with_listing(), user), cursor)
    chosen = _opened(user, page, open_id)
    return Inbox(
        filters=filters,
        tabs=_tabs(counts.by_state(filters.listing_id), filters.state),
        listings=counts.listings(),
        page=page,
        opened=chosen or (page.rows[0] if page.rows else None),
        is_chosen=chosen is not None,
    )


def _opened(user: User, page: Slice, open_id: int | None) -> Response | None:
    if open_id is None:
        return None
    on_page = next((response for response in page.rows if response.pk == open_id), None)
    return on_page or received(response_id=open_id, by=user)


def _tabs(counts: dict[str, int], current: str) -> list[Tab]:
    return [
        Tab(state, counts.get(state, 0), state == current)
        for state in STATES
        if state in LASTING or counts.get(state) or state == current
    ]
