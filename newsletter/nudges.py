"""Waking a worker after a release. A nudge may get lost: the sweep finds the mailing within seconds."""

from __future__ import annotations

import logging

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)

CARRY_ON = "newsletter.tasks.carry_on"
# The sweep has passed by long before.
NUDGE_EXPIRES_SECONDS = 30


def nudge_after_commit() -> None:
    """Wake a worker once the running transaction commits."""
    transaction.on_commit(nudge, robust=True)


def nudge() -> None:
    """Ask a worker to go on with the mailings; a broker that is down is logged and otherwise ignored."""
    try:
        current_app.send_task(CARRY_ON, expires=NUDGE_EXPIRES_SECONDS, ignore_result=True, retry=False)
    except (OperationalError, OSError) as error:
        logger.warning("The broker takes no nudge, the sweep will send: %s", error)
