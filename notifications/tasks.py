"""Work of notifications that beat starts."""

from celery import shared_task
from django.utils import timezone

from notifications import services


@shared_task
def sweep_digests() -> int:
    """Post the digests whose hour has struck."""
    return services.send_digests(now=timezone.now())


@shared_task
def forget_old_notifications() -> int:
    """Delete what happened long ago."""
    return services.forget_old(now=timezone.now())
