"""Sweeps of the desk."""

from celery import shared_task

from moderation import services


@shared_task
def reconcile_queue() -> int:
    """Put right what waits without a place in the queue, and the other way round."""
    return services.reconcile_queue()
