"""How long the centre remembers."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings

from notifications.models import Notification

CHUNK = 2_000


def forget_old(*, now: datetime) -> int:
    """Delete what happened more than NOTIFICATIONS_KEPT_DAYS ago, read or not; return how many rows."""
    before = now - timedelta(days=settings.NOTIFICATIONS_KEPT_DAYS)
    old = Notification.objects.filter(due_at__lt=before).order_by("pk")
    forgotten = 0
    while chunk := list(old.values_list("pk", flat=True)[:CHUNK]):
        forgotten += Notification.objects.filter(pk__in=chunk).delete()[0]
    return forgotten
