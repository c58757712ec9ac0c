"""Taking rows: a row belongs to one worker until it is marked or its lease runs out."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext

from mailing.engine.queue import Queue, Row, lease
from mailing.rows import Status

# The database's clock decides everywhere: workers on several machines needn't agree on the time.
DUE = Q(status=Status.QUEUED, not_before__lte=Now())
ABANDONED = Q(status=Status.SENDING, lease_until__lt=Now())


@transaction.atomic
def claim(queue: Queue[Row], holder: str) -> list[Row]:
    """Claim the next batch, most urgent first; rows that another worker is claiming are passed over."""
    rows = list(
        queue.claimable()
        .filter(DUE)
        .order_by("priority", "not_before", "pk")
        .select_for_update(of=("self",), skip_locked=True)[: queue.batch_size]
    )
    if rows:
        queue.model._default_manager.filter(pk__in=[row.pk for row in rows]).update(
            status=Status.SENDING,
            attempts=F("attempts") + 1,
            leased_by=holder,
            lease_until=Now() + lease(),
        )
    for row in rows:
        row.attempts += 1
    return rows


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
