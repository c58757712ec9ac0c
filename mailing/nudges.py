"""Waking a worker after commit. A nudge may get lost: the sweep finds the letter within seconds."""

from __future__ import annotations

import logging
import time

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)

DELIVER, DELIVER_CODES = "mailing.tasks.deliver_outbox", "mailing.tasks.deliver_codes"
# Older nudges are worthless: the sweep has passed by. It also keeps them from piling up while mail is down.
NUDGE_EXPIRES_SECONDS = 30
# After a failed publication, requests of this process leave the broker alone for so long.
BROKER_REST_SECONDS = 5.0

_broker_rests_until = 0.0


def nudge_after_commit(*, codes: bool = False) -> None:
    """Wake a worker once the running transaction commits: one nudge, however many letters it wrote.

    `codes` wakes the workers that send nothing but codes.
    """
    wake = nudge_for_codes if codes else nudge
    pending = transaction.get_connection().run_on_commit
    if not any(entry[1] is wake for entry in pending):
        transaction.on_commit(wake, robust=True)


def nudge() -> None:
    """Ask a worker to deliver what is due; a broker that is down is logged and otherwise ignored."""
    _send(DELIVER)


def nudge_for_codes() -> None:
    """Ask a worker of the codes' lane to deliver the codes; a broker that is down is otherwise ignored."""
    _send(DELIVER_CODES)


def _send(task: str) -> None:
    global _broker_rests_until
    if time.monotonic() < _broker_rests_until:
        return
    try:
        current_app.send_task(task, expires=NUDGE_EXPIRES_SECONDS, ignore_result=True, retry=False)
    except (OperationalError, OSError) as error:
        _broker_rests_until = time.monotonic() + BROKER_REST_SECONDS
        logger.warning("The broker takes no nudge, the sweep will deliver: %s", error)
