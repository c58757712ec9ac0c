"""Work of the foundations that beat starts."""

from celery import shared_task

from common import idempotency


@shared_task
def sweep_idempotent_results() -> int:
    """Forget the results of creating requests older than a day."""
    return idempotency.sweep()
