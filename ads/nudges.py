"""Waking a worker after an upload. A nudge may get lost: publication makes what copies are missing."""

from __future__ import annotations

import logging

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)

MAKE_COPIES = "ads.tasks.make_copies"
NUDGE_EXPIRES_SECONDS = 600


def nudge_for_copies(picture_id: int) -> None:
    """Have a worker make the picture's scaled copies, once the running transaction commits."""
    transaction.on_commit(lambda: _nudge(picture_id), robust=True)


def _nudge(picture_id: int) -> None:
    try:
        current_app.send_task(
            MAKE_COPIES, args=[picture_id], expires=NUDGE_EXPIRES_SECONDS, ignore_result=True, retry=False
        )
    except (OperationalError, OSError) as error:
        logger.warning("The broker takes no nudge, publication will make the copies: %s", error)
