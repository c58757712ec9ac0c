"""Writing down what became of claimed rows."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Greatest, Now

from mailing.engine.outcomes import SENT, Outcome
from mailing.engine.queue import Queue, Row
from mailing.rows import Status

# What a chatty server says beyond that is of no use in the log.
MAX_REASON = 500

# A worker slower than its lease may find its row taken back already; what it knows is still the truth,
# unless somebody else has claimed the row since.
MINE_WHILE = (Status.SENDING.value, Status.QUEUED.value, Status.UNCERTAIN.value)
MINE_STILL = Q(status__in=MINE_WHILE)


def mark(queue: Queue[Row], rows: Sequence[Row], outcome: Outcome, holder: str) -> None:
    """Write one outcome on rows that this holder claimed."""
    extra = queue.written_when_finished()
    if outcome is SENT and not extra:
        _mark_sent(queue, rows, holder)
        return
    mine = _mine(queue, rows, holder)
    if outcome.status == Status.QUEUED:
        mine.update(
            status=Status.QUEUED,
            lease_until=None,
            finished_at=None,
            last_error=outcome.reason[:MAX_REASON],
            not_before=Now() + outcome.again_in,
        )
        return
    mine.update(
        status=outcome.status,
        lease_until=None,
        finished_at=Now(),
        last_error=outcome.reason[:MAX_REASON],
        **extra,
    )


def _mark_sent(queue: Queue[Row], rows: Sequence[Row], holder: str) -> None:
    """Write down the outcome of nearly every letter, with words that needn't be put together each time."""
    with connection.cursor() as cursor:
        cursor.execute(
            # The name is the model's.
            f"""
            UPDATE {queue.model._meta.db_table}
            SET status = %s, lease_until = NULL, finished_at = statement_timestamp(), last_error = ''
            WHERE id = ANY(%s) AND leased_by = %s AND status = ANY(%s)
            """,  # noqa: S608
            [SENT.status.value, [row.pk for row in rows], holder, list(MINE_WHILE)],
        )


def release(queue: Queue[Row], rows: Sequence[Row], holder: str, reason: str = "") -> None:
    """Give rows back untried: the claim doesn't count as an attempt."""
    _mine(queue, rows, holder).filter(status=Status.SENDING).update(
        status=Status.QUEUED,
        lease_until=None,
        last_error=reason[:MAX_REASON],
        attempts=Greatest(F("attempts") - 1, 0),
    )


def _mine(queue: Queue[Row], rows: Sequence[Row], holder: str) -> QuerySet[Row]:
    return queue.model._default_manager.filter(MINE_STILL, pk__in=[row.pk for row in rows], leased_by=holder)
