"""Sending one claimed batch: each letter is tried, each outcome is written down."""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable
from typing import Generic

from django.db import InterfaceError, OperationalError, connection

from mailing.engine.backoff import MAX_ATTEMPTS
from mailing.engine.marks import mark, release
from mailing.engine.outcomes import SENT, Outcome, put_off
from mailing.engine.queue import BATCH_SECONDS, Queue, Row, lease
from mailing.errors import UndeliverableAddressError
from mailing.rows import Status
from mailing.transports import Transport
from mailing.transports.base import LetterDeferredError, LetterRefusedError, TransportDownError

logger = logging.getLogger(__name__)

DATABASE_GONE = (OperationalError, InterfaceError)
DATABASE_RETRY_SECONDS = 0.2


class Batch(Generic[Row]):
    """The rows of one claim, on their way over one transport."""

    def __init__(self, queue: Queue[Row], rows: list[Row], holder: str, transport: Transport) -> None:
        self.queue = queue
        self.holder = holder
        self.transport = transport
        self.claimed_at = time.monotonic()
        self._waiting = deque(rows)
        self._accepted: list[Row] = []

    def send(self) -> None:
        """Send the rows in order; give back those that were not tried.

        Raises:
            TransportDownError: no letter can be handed over now.
        """
        reason = ""
        try:
            self.queue.prepare(tuple(self._waiting))
            while self._waiting and time.monotonic() < self.claimed_at + BATCH_SECONDS:
                outcome = self._try(self._waiting[0])
                self._note(self._waiting.popleft(), outcome)
        except TransportDownError as error:
            reason = str(error)
            raise
        finally:
            self._mark_accepted()
            if self._waiting:
                release(self.queue, self._waiting, self.holder, reason)

    def _try(self, row: Row) -> Outcome:
        if row.attempts > MAX_ATTEMPTS:
            return Outcome(Status.FAILED, row.last_error)
        try:
            objection = self.queue.objection(row)
            if objection is not None:
                return Outcome(Status.SKIPPED, objection)
            self.transport.send(self.queue.compose(row))
        except (LetterRefusedError, UndeliverableAddressError) as error:
            return Outcome(Status.FAILED, str(error))
        except LetterDeferredError as error:
            if error.doubtful and not self.queue.resends_after_crash:
                return Outcome(Status.UNCERTAIN, str(error))
            return put_off(row, str(error))
        except (TransportDownError, *DATABASE_GONE):
            raise
        except Exception as error:
            # A broken guard or letter must not hold up the others.
            logger.exception("Letter %s of %s can't be sent", row.pk, self.queue.model.__name__)
            return put_off(row, f"{type(error).__name__}: {error}")
        return SENT

    def _note(self, row: Row, outcome: Outcome) -> None:
        if outcome is SENT:
            self._accepted.append(row)
            if len(self._accepted) >= self.queue.mark_every:
                self._mark_accepted()
        else:
            self._insist(lambda: mark(self.queue, [row], outcome, self.holder))

    def _mark_accepted(self) -> None:
        if self._accepted:
            self._insist(lambda: mark(self.queue, self._accepted, SENT, self.holder))
            self._accepted = []

    def _insist(self, write: Callable[[], None]) -> None:
        """Write through a restart of the database: what the server accepted must not be sent again."""
        while True:
            try:
                write()
                return
            except DATABASE_GONE:
                if time.monotonic() > self.claimed_at + lease().total_seconds() or connection.in_atomic_block:
                    raise
                connection.close()
                time.sleep(DATABASE_RETRY_SECONDS)
