"""Waking a worker after commit. A nudge may get lost: the sweep finds the letter within seconds."""

from __future__ import annotations

import logging
import time

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)

DELIVER = "mailing.tasks.deliver_outbox"
# Older nudges are worthless: the sweep has passed by. It also keeps them from piling up while mail is down.
NUDGE_EXPIRES_SECONDS = 30
# After a failed publication, requests of this process leave the broker alone for so long.
BROKER_REST_SECONDS = 5.0

_broker_rests_until = 0.0


def nudge_after_commit() -> None:
    """Wake a worker once the running transaction commits: one nudge, however many letters it wrote."""
    pending = transaction.get_connection().run_on_commit
    if not any(entry[1] is nudge for entry in pending):
        transaction.on_commit(nudge, robust=True)


def nudge() -> None:
    """Ask a worker to deliver what is due; a broker that is down is logged and otherwise ignored."""
    global _broker_rests_until
    if time.monotonic() < _broker_rests_until:
        return
    try:
        current_app.send_task(DELIVER, expires=NUDGE_EXPIRES_SECONDS, ignore_result=True, retry=False)
    except (OperationalError, OSError) as error:
        _broker_rests_until = time.monotonic() + BROKER_REST_SECONDS
        logger.warning("The broker takes no nudge, the sweep will deliver: %s", error)
