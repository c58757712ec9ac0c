"""Sweeps of the board."""

from celery import shared_task
from django.utils import timezone

from ads import services


@shared_task
def sweep_board() -> None:
    """Take off the board what is over, and archive what has been over for long."""
    now = timezone.now()
    services.expire_ads(now=now)
    services.archive_old_ads(now=now)


@shared_task
def forget_old_drafts() -> int:
    """Forget unfinished texts that nobody has touched for weeks."""
    return services.forget_old_drafts(now=timezone.now())
