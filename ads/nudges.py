"""Waking a worker. A nudge may get lost: publication makes missing copies, a sweep tells of patches."""

from __future__ import annotations

import logging

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)

MAKE_COPIES = "ads.tasks.make_copies"
TELL_OF_PATCHES = "ads.tasks.tell_of_patches"
NUDGE_EXPIRES_SECONDS = 600


def nudge_for_copies(picture_id: int) -> None:
    """Have a worker make the picture's scaled copies, once the running transaction commits."""
    transaction.on_commit(lambda: _nudge(MAKE_COPIES, picture_id), robust=True)


def nudge_for_patches() -> None:
    """Have a worker tell authors of the newest patch, once the running transaction commits."""
    transaction.on_commit(lambda: _nudge(TELL_OF_PATCHES), robust=True)


def _nudge(task: str, *args: int) -> None:
    try:
        current_app.send_task(
            task, args=list(args), expires=NUDGE_EXPIRES_SECONDS, ignore_result=True, retry=False
        )
    except (OperationalError, OSError) as error:
        logger.warning("The broker takes no nudge, a sweep or publication will do: %s", error)
