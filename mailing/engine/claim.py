"""Taking rows: a row belongs to one worker until it is marked or its lease runs out."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext

from mailing.engine.queue import Queue, Row, lease
from mailing.rows import CLAIM_ORDER, Status

# The database's clock decides everywhere: workers on several machines needn't agree on the time.
DUE = Q(status=Status.QUEUED, not_before__lte=Now())
_KEPT_AS = "_claim_statements"
# What a claimed letter is rarely asked for: to read these of each row would take as long as to claim it.
UNREAD = ("finished_at", "lease_until", "leased_by", "last_error")
ABANDONED = Q(status=Status.SENDING, lease_until__lt=Now())


def claim(queue: Queue[Row], holder: str) -> list[Row]:
    """Claim the next batch, most urgent first; rows that another worker is claiming are passed over.

    One statement: outside a transaction the claim holds as soon as this returns.
    """
    amount = queue.allowance()
    if amount < 1:
        return []
    statement, params = claim_statement(queue, amount)
    rows: list[Row] = list(queue.model._default_manager.raw(statement, [*params, holder, lease()]))
    return sorted(rows, key=lambda row: (row.priority, row.not_before, row.pk))


def claim_statement(queue: Queue[Row], amount: int) -> tuple[str, tuple[Any, ...]]:
    """Return the statement that claims so many; holder and lease come last. It is kept with the queue.

    Written once: to put it together anew takes longer than the database needs for its work.
    """
    kept: dict[int, tuple[str, tuple[Any, ...]]] = vars(queue).setdefault(_KEPT_AS, {})
    if (known := kept.get(amount)) is None:
        due = queue.claimable().filter(DUE).order_by(*CLAIM_ORDER).only("pk")
        with transaction.atomic():  # Django writes no FOR UPDATE outside of one
            locked = due.select_for_update(of=("self",), skip_locked=True)[:amount]
            select, params = locked.query.sql_with_params()
        meta = queue.model._meta
        columns = ", ".join(f"letter.{one.column}" for one in meta.concrete_fields if one.name not in UNREAD)
        statement = f"""
            WITH next (id) AS MATERIALIZED ({select})
            UPDATE {meta.db_table} AS letter
            SET status = %s, attempts = attempts + 1, leased_by = %s, lease_until = now() + %s
            FROM next WHERE letter.id = next.id
            RETURNING {columns}
        """  # noqa: S608 (the names are the model's)
        known = kept[amount] = (statement, (*params, Status.SENDING.value))
    return known


def recover(queue: Queue[Row]) -> int:
    """Take back what dead workers held; return how many rows.

    They are sent again, or become uncertain where the queue forbids sending twice.
    """
    reason = gettext("The worker that was sending this letter stopped.")
    abandoned = queue.model._default_manager.filter(ABANDONED)
    if queue.resends_after_crash:
        return abandoned.update(status=Status.QUEUED, lease_until=None, last_error=reason)
    return abandoned.update(
        status=Status.UNCERTAIN,
        lease_until=None,
        finished_at=Now(),
        last_error=reason,
        **queue.written_when_finished(),
    )


def has_due(queue: Queue[Row]) -> bool:
    """Return whether some letter could be claimed now."""
    return queue.claimable().filter(DUE).exists()
