"""Sweeps of the board."""

from celery import shared_task
from django.utils import timezone

from ads import services


@shared_task
def sweep_board() -> None:
    """Warn of what ends soon, take off the board what is over, archive what has been over for long."""
    now = timezone.now()
    services.warn_of_end(now=now)
    services.expire_ads(now=now)
    services.archive_old_ads(now=now)
