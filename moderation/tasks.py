"""Sweeps of the desk."""

from celery import shared_task
from django.utils import timezone

from moderation import services


@shared_task
def reconcile_queue() -> int:
    """Put right what waits without a place in the queue, and the other way round."""
    return services.reconcile_queue()


@shared_task
def review_levels() -> int:
    """Let time do its part in everybody's level."""
    return services.review_levels(now=timezone.now())


@shared_task
def end_sanctions() -> int:
    """End what has run out."""
    return services.end_sanctions(now=timezone.now())


@shared_task
def announce_alarm() -> bool:
    """Say again whether there is an alarm."""
    return services.announce_alarm()
