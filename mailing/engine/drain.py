"""The loop of a worker: claim a batch, send it, again, until nothing is due or the time is up."""

from __future__ import annotations

import logging
import os
import socket
import time
from collections.abc import Callable
from enum import Enum
from typing import Generic
from uuid import uuid4

from mailing import switch
from mailing.engine.batch import Batch
from mailing.engine.claim import claim
from mailing.engine.queue import Queue, Row
from mailing.transports import Transport, open_transport
from mailing.transports.base import TransportDownError

logger = logging.getLogger(__name__)


class Ended(Enum):
    """Why a drain came to its end."""

    EMPTY = "nothing is due"
    TIME_UP = "the time is up, more is due"
    STOPPED = "operators stopped the mail"
    DOWN = "letters can't be handed over now"


# So often a queue of bulk letters looks whether something more urgent is due: a batch may take less.
URGENT_LOOK_SECONDS = 0.1
# Says whether something more urgent is due: what is to be done first, or None.
Urgent = Callable[[], Callable[[], object] | None]


def drain(queue: Queue[Row], *, seconds: float, urgent: Urgent | None = None) -> Ended:
    """Send what is due, most urgent first, over one connection.

    `seconds` bounds the time in which batches are begun. `urgent` is asked between batches: a queue of bulk
    letters lets more urgent queues go first there.
    """
    transport = open_transport()
    try:
        return _Worker(queue, transport, urgent).send_batches(time.monotonic() + seconds)
    except TransportDownError as error:
        logger.warning("Letters can't be handed over: %s", error)
        return Ended.DOWN
    finally:
        transport.close()


class _Worker(Generic[Row]):
    """One drain. What became of a batch's last letters is written together with the next claim."""

    def __init__(self, queue: Queue[Row], transport: Transport, urgent: Urgent | None) -> None:
        self.queue = queue
        self.transport = transport
        self.urgent = urgent
        self._urgent_looked_at = time.monotonic()
        self.holder = f"{socket.gethostname()[:40]}:{os.getpid()}:{uuid4().hex[:12]}"
        self.batch: Batch[Row] | None = None

    def send_batches(self, until: float) -> Ended:
        try:
            while time.monotonic() < until:
                if switch.is_stopped():
                    return Ended.STOPPED
                rows = self._next()
                if not rows:
                    return Ended.EMPTY
                self.batch = Batch(self.queue, rows, self.holder, self.transport)
                self.batch.send()
                self._let_urgent_letters_go()
            return Ended.TIME_UP
        finally:
            self._mark()

    def _next(self) -> list[Row]:
        batch, self.batch = self.batch, None
        if batch is None:
            return claim(self.queue, self.holder)
        return batch.mark_with(lambda: claim(self.queue, self.holder))

    def _let_urgent_letters_go(self) -> None:
        now = time.monotonic()
        if self.urgent is None or now < self._urgent_looked_at + URGENT_LOOK_SECONDS:
            return
        self._urgent_looked_at = now
        if (errand := self.urgent()) is not None:
            self._mark()
            errand()

    def _mark(self) -> None:
        batch, self.batch = self.batch, None
        if batch is not None:
            batch.mark_accepted()
