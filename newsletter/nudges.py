"""Waking a worker after a release. A nudge may get lost: the sweep finds the mailing within seconds."""

from __future__ import annotations

import logging

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)

CARRY_ON = "newsletter.tasks.carry_on"
REHEARSE = "newsletter.tasks.rehearse"
# The sweep has passed by long before.
NUDGE_EXPIRES_SECONDS = 30


def nudge_after_commit() -> None:
    """Wake a worker once the running transaction commits."""
    transaction.on_commit(nudge, robust=True)


def nudge() -> None:
    """Ask a worker to go on with the mailings."""
    _send(CARRY_ON)


def nudge_dry_run(dry_run_id: int) -> None:
    """Ask a worker, after commit, to go on with a dry run."""
    transaction.on_commit(lambda: _send(REHEARSE, dry_run_id), robust=True)


def _send(task: str, *arguments: int) -> None:
    """Send a nudge; a broker that is down is logged and otherwise ignored."""
    try:
        current_app.send_task(
            task, args=arguments, expires=NUDGE_EXPIRES_SECONDS, ignore_result=True, retry=False
        )
    except (OperationalError, OSError) as error:
        logger.warning("The broker takes no nudge, the sweep will send: %s", error)
