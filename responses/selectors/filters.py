"""What of an inbox to show."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from responses.models import OPEN, ResponseStatus
from responses.models.queries import ResponseQuerySet
from responses.selectors.reach import Reach

# Beside the states: what one has deleted and may bring back.
DELETED = "deleted"
STATES = (*ResponseStatus.values, DELETED)


@dataclass(frozen=True, slots=True)
class InboxFilters:
    """A state ("" for all but the deleted), one ad, only what is unread, words in text or name."""

    state: str = ""
    listing_id: int | None = None
    unread: bool = False
    text: str = ""

    @classmethod
    def of(
        cls, *, state: str = "", listing_id: int | None = None, unread: bool = False, text: str = ""
    ) -> InboxFilters:
        """Return filters that agree with each other: what is unread is new."""
        return cls(ResponseStatus.NEW.value if unread else state, listing_id, unread, text)

    def apply(self, reach: Reach) -> ResponseQuerySet:
        """Return those of a player's responses that are to be shown."""
        if self.state == DELETED:
            responses = reach.deleted()
        else:
            responses = reach.kept()
            responses = responses.filter(status=self.state) if self.state else responses
        if self.unread:
            responses = responses.unread()
        if self.listing_id is not None:
            responses = responses.filter(ad_id=self.listing_id)
        return responses.matching(self.text)

    @property
    def to_decide(self) -> InboxFilters:
        """The same, of what waits for a decision: new ones, or those on the short list."""
        return self if self.state in OPEN else replace(self, state=ResponseStatus.NEW.value)

    @property
    def address(self) -> str:
        """The parameters of an address that ask for this."""
        listing = "" if self.listing_id is None else str(self.listing_id)
        asked = {
            "status": self.state,
            "listing": listing,
            "unread": "1" if self.unread else "",
            "q": self.text,
        }
        return urlencode({name: value for name, value in asked.items() if value})
