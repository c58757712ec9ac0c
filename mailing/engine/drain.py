"""The loop of a worker: claim a batch, send it, again, until nothing is due or the time is up."""

from __future__ import annotations

import logging
import os
import socket
import time
from collections.abc import Callable
from enum import Enum
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


def drain(queue: Queue[Row], *, seconds: float, between: Callable[[], object] | None = None) -> Ended:
    """Send what is due, most urgent first, over one connection.

    `seconds` bounds the time in which batches are begun. `between` is called after each batch: a queue of
    bulk letters lets more urgent queues go first there.
    """
    transport = open_transport()
    try:
        return _send_batches(queue, transport, time.monotonic() + seconds, between)
    except TransportDownError as error:
        logger.warning("Letters can't be handed over: %s", error)
        return Ended.DOWN
    finally:
        transport.close()


def _send_batches(
    queue: Queue[Row], transport: Transport, until: float, between: Callable[[], object] | None
) -> Ended:
    holder = f"{socket.gethostname()[:40]}:{os.getpid()}:{uuid4().hex[:12]}"
    while time.monotonic() < until:
        if switch.is_stopped():
            return Ended.STOPPED
        rows = claim(queue, holder)
        if not rows:
            return Ended.EMPTY
        Batch(queue, rows, holder, transport).send()
        if between is not None:
            between()
    return Ended.TIME_UP
