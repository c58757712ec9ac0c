"""Sweeps of the responses."""

from celery import shared_task
from django.utils import timezone

from responses import services


@shared_task
def sweep_responses() -> None:
    """Remove for good what was deleted thirty days ago."""
    services.purge_deleted(now=timezone.now())


@shared_task
def measure_answers() -> int:
    """Measure how soon authors answer."""
    return services.measure_answers(now=timezone.now())


@shared_task
def sweep_silent_ads() -> None:
    """Pause ads whose authors answer nobody, and warn those whose ads are next."""
    now = timezone.now()
    services.pause_silent_ads(now=now)
    services.warn_silent_authors(now=now)
