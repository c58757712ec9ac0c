"""Sending one claimed batch: each letter is tried, each outcome is written down."""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable
from typing import Generic, TypeVar

from django.db import InterfaceError, OperationalError, connection, transaction
from django.utils.translation import gettext

from mailing import suspension, switch
from mailing.engine.backoff import MAX_ATTEMPTS
from mailing.engine.marks import MAX_REASON, mark, release
from mailing.engine.outcomes import SENT, Outcome, put_off
from mailing.engine.queue import BATCH_SECONDS, Queue, Row, lease
from mailing.errors import UndeliverableAddressError
from mailing.rows import Status
from mailing.transports import Transport
from mailing.transports.base import LetterDeferredError, LetterRefusedError, TransportDownError

logger = logging.getLogger(__name__)

Result = TypeVar("Result")

DATABASE_GONE = (OperationalError, InterfaceError)
DATABASE_RETRY_SECONDS = 0.2
# So old may the last look at the stop switch be when the next letter of a batch goes.
SWITCH_LOOK_SECONDS = 1.0
# So long may an accepted letter wait for its mark, however few have joined it: a slow server's letters would
# be in doubt for long when the worker dies.
MARK_SECONDS = 0.5


class Batch(Generic[Row]):
    """The rows of one claim, on their way over one transport."""

    def __init__(self, queue: Queue[Row], rows: list[Row], holder: str, transport: Transport) -> None:
        self.queue = queue
        self.holder = holder
        self.transport = transport
        self.claimed_at = time.monotonic()
        self._looked_at = self.claimed_at
        self._waiting = deque(rows)
        self._accepted: list[Row] = []
        self._marked_at = self.claimed_at
        self._refusing: dict[str, bool] = {}

    def send(self) -> None:
        """Send the rows in order; give back those that were not tried, all of them once operators say stop.

        The last accepted letters are left to `mark_accepted` or `mark_with`.

        Raises:
            TransportDownError: no letter can be handed over now.
        """
        reason = ""
        try:
            self.queue.prepare(tuple(self._waiting))
            self._refusing = suspension.refusing_among(map(self.queue.address, self._waiting))
            while self._waiting and self._may_go_on():
                outcome = self._try(self._waiting[0])
                self._note(self._waiting.popleft(), outcome)
        except TransportDownError as error:
            reason = str(error)
            raise
        finally:
            if self._waiting:
                release(self.queue, self._waiting, self.holder, reason)

    def _may_go_on(self) -> bool:
        now = time.monotonic()
        if now - self._looked_at > SWITCH_LOOK_SECONDS:
            self._looked_at = now
            if switch.is_stopped() or self.queue.is_stopped():
                return False
        return now < self.claimed_at + BATCH_SECONDS

    def _try(self, row: Row) -> Outcome:
        if row.attempts > MAX_ATTEMPTS:
            return Outcome(Status.FAILED, row.last_error)
        try:
            objection = self.queue.objection(row) or self._objection_to_address(row)
            if objection is not None:
                return Outcome(Status.SKIPPED, objection)
            self.transport.send(self.queue.compose(row))
        except LetterRefusedError as error:
            return Outcome(Status.FAILED, self.queue.fit_for_log(row, str(error)), bounced=error.bounced)
        except UndeliverableAddressError as error:
            return Outcome(Status.FAILED, str(error))
        except LetterDeferredError as error:
            reason = self.queue.fit_for_log(row, str(error))
            if error.doubtful and not self.queue.resends_after_crash:
                return Outcome(Status.UNCERTAIN, reason)
            return put_off(row, reason)
        except (TransportDownError, *DATABASE_GONE):
            raise
        except Exception as error:
            # A broken guard or letter must not hold up the others.
            return put_off(row, self._logged(row, error))
        return SENT

    def _objection_to_address(self, row: Row) -> str | None:
        if not self._refusing:
            return None
        is_suspended = self._refusing.get(suspension.as_kept(self.queue.address(row)), False)
        if is_suspended and not self.queue.may_reach_suspended(row):
            return gettext("The address refused too many letters and is suspended.")
        return None

    def _logged(self, row: Row, error: Exception) -> str:
        """Log a fault of ours, return its reason; an error's words may be those of a secret letter."""
        secret = self.queue.opens_account(row)
        reason = type(error).__name__ if secret else f"{type(error).__name__}: {error}"
        place = (row.pk, self.queue.model.__name__, reason)
        logger.error("Letter %s of %s can't be sent: %s", *place, exc_info=None if secret else error)
        return reason

    def _note(self, row: Row, outcome: Outcome) -> None:
        self.queue.heard(row, outcome.status)
        if outcome is SENT:
            self._accepted.append(row)
            late = time.monotonic() > self._marked_at + MARK_SECONDS
            # The last ones are written down in one transaction with the next claim.
            if self._waiting and (late or len(self._accepted) >= self.queue.mark_every):
                self.mark_accepted()
            self._clear_address(row)
        else:
            self._insist(lambda: mark(self.queue, [row], outcome, self.holder))
            if outcome.bounced:
                address, reason = self.queue.address(row), outcome.reason[:MAX_REASON]
                self._insist(lambda: suspension.note_refusal(address=address, reason=reason))

    def _clear_address(self, row: Row) -> None:
        address = self.queue.address(row)
        if self._refusing and suspension.as_kept(address) in self._refusing:
            self._insist(lambda: suspension.note_acceptance(address=address))

    def mark_accepted(self) -> None:
        """Write down which letters the server took."""
        if self._accepted:
            self._insist(self._mark)

    def mark_with(self, work: Callable[[], Result]) -> Result:
        """Do the same in one transaction with other work, which may be tried again; return its result."""

        if not (accepted := self._accepted):
            return work()

        @transaction.atomic
        def both() -> Result:
            # Tried again as a whole: until the end of the transaction nothing of it is sure.
            mark(self.queue, accepted, SENT, self.holder)
            return work()

        result = self._insist(both)
        self._accepted = []
        return result

    def _mark(self) -> None:
        if self._accepted:
            mark(self.queue, self._accepted, SENT, self.holder)
            self._accepted, self._marked_at = [], time.monotonic()

    def _insist(self, write: Callable[[], Result]) -> Result:
        """Write through a restart of the database: what the server accepted must not be sent again."""
        while True:
            try:
                return write()
            except DATABASE_GONE:
                if time.monotonic() > self.claimed_at + lease().total_seconds() or connection.in_atomic_block:
                    raise
                connection.close()
                time.sleep(DATABASE_RETRY_SECONDS)
