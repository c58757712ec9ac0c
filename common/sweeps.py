"""Loops of sweeps: one row that can't be done stops no other, however often the sweep comes back to it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from django.db.models import QuerySet

logger = logging.getLogger(__name__)

Due = TypeVar("Due")
BATCH = 500
DELETED_AT_ONCE = 5_000


def sweep_each(due: Iterable[Due], act: Callable[[Due], object], *, what: str) -> int:
    """Act on each that is due: an error in one is logged and stops no other. Return how many `act` has done.

    `act` opens a transaction of its own, and returns whether there was something to do; `what` names in the
    log what is left out, before its key.
    """
    done = 0
    for one in due:
        try:
            done += bool(act(one))
        except Exception:
            logger.exception("A sweep leaves out %s %s", what, one)
    return done


def keys_in_batches(due: QuerySet[Any]) -> Iterator[int]:
    """Yield the keys of due rows in their order; each batch is read when the one before is done."""
    last, is_full = 0, True
    while is_full:
        batch = list(due.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH])
        yield from batch
        last, is_full = batch[-1] if batch else last, len(batch) == BATCH


def delete_in_batches(old: QuerySet[Any]) -> int:
    """Delete rows batch by batch, so that no statement takes long; return how many."""
    deleted = 0
    while batch := list(old.values_list("pk", flat=True)[:DELETED_AT_ONCE]):
        deleted += old.model._default_manager.filter(pk__in=batch).delete()[0]
    return deleted
