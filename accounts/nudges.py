"""Waking a worker for a copy of a player's data. A nudge may get lost: the sweep makes what still waits."""

from __future__ import annotations

import logging

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)

MAKE_COPY = "accounts.tasks.make_copy"


def nudge_for_copy(export_id: int) -> None:
    """Have a worker make the copy once the running transaction commits."""
    transaction.on_commit(lambda: _nudge(export_id), robust=True)


def _nudge(export_id: int) -> None:
    try:
        current_app.send_task(MAKE_COPY, args=[export_id], ignore_result=True, retry=False)
    except (OperationalError, OSError) as error:
        logger.warning("The broker takes no nudge, the sweep will make the copy: %s", error)
