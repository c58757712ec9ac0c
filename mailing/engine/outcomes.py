"""What became of one letter that was claimed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from mailing.engine.backoff import MAX_ATTEMPTS, delay_after
from mailing.rows import QueueRow, Status


@dataclass(frozen=True, slots=True)
class Outcome:
    """The row's next state and the reason for the log; a queued row waits `again_in`.

    `bounced`: the server says that nobody lives at the address.
    """

    status: Status
    reason: str = ""
    again_in: timedelta = timedelta(0)
    bounced: bool = False


SENT = Outcome(Status.SENT)


def put_off(row: QueueRow, reason: str) -> Outcome:
    """Try again later, or give up after the last try."""
    if row.attempts >= MAX_ATTEMPTS:
        return Outcome(Status.FAILED, reason)
    return Outcome(Status.QUEUED, reason, delay_after(row.attempts))
