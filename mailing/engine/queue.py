"""What a table of letters tells the engine about itself."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from datetime import timedelta
from typing import Any, ClassVar, Generic, TypeVar

from django.conf import settings
from django.db.models import QuerySet

from mailing.rows import QueueRow, Status
from mailing.transports import Parcel

Row = TypeVar("Row", bound=QueueRow)

# So long after its claim a batch may begin another letter; what is left of it is given back.
BATCH_SECONDS = 10
MARGIN_SECONDS = 5


class Queue(ABC, Generic[Row]):
    """One table of queued letters and its policy. Subclass it, then call `engine.drain.drain`."""

    model: type[Row]
    # Claimed at once: what a dying worker holds up, and what a more urgent letter may have to wait for.
    batch_size: ClassVar[int] = 10
    # Marked as sent in one statement after so many letters: at most so many are doubtful after a crash.
    mark_every: ClassVar[int] = 1
    # True: at least once (the same Message-ID again). False: doubtful letters wait for an operator.
    resends_after_crash: ClassVar[bool] = True

    def claimable(self) -> QuerySet[Row]:
        """Rows that may be claimed now; the engine adds state, time and order."""
        return self.model._default_manager.all()

    def prepare(self, rows: Sequence[Row]) -> None:
        """Load what the objections and letters of a batch need, in few queries."""

    def allowance(self) -> int:
        """Return how many letters may be claimed now, `batch_size` at most. Asked before each claim."""
        return self.batch_size

    def heard(self, row: Row, status: Status) -> None:
        """Take note of what became of a letter, once it is written down or about to be."""

    def is_stopped(self) -> bool:
        """Return whether what was claimed must wait after all. Asked once a second within a batch."""
        return False

    def objection(self, row: Row) -> str | None:
        """Return why this letter must not go any more, or None. Asked just before it is sent."""
        return None

    @abstractmethod
    def address(self, row: Row) -> str:
        """Return the reader's address as it is now, deliverable or not; asked after `prepare`."""

    def may_reach_suspended(self, row: Row) -> bool:
        """Return whether this letter goes to an address that refused too many letters, too."""
        return False

    def opens_account(self, row: Row) -> bool:
        """Return whether nothing of this letter may stand in a log."""
        return False

    def fit_for_log(self, row: Row, reason: str) -> str:
        """Return what the log may keep of a reason that the server gave."""
        return reason

    @abstractmethod
    def compose(self, row: Row) -> Parcel:
        """Return the bytes to hand over.

        Raises:
            UndeliverableAddressError: no letter can be sent to this address.
        """

    def written_when_finished(self) -> dict[str, Any]:
        """Fields that every change to a finished state writes too."""
        return {}


def lease() -> timedelta:
    """Return how long a claim holds: the batch's time, one more letter's, and a margin to mark it."""
    return timedelta(seconds=BATCH_SECONDS + settings.SMTP_TIMEOUT + MARGIN_SECONDS)
