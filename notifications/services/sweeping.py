"""How long the centre remembers."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings

from notifications.models import Notification

CHUNK = 2_000


def take_back_unread(*, key: str) -> int:
    """Delete what was told under keys that go on after this one and a colon, and nobody has read; how many.

    A letter that waits isn't sent without its row.
    """
    told = Notification.objects.filter(key__startswith=f"{key}:").unread().order_by("pk")
    gone = 0
    while chunk := list(told.values_list("pk", flat=True)[:CHUNK]):
        gone += Notification.objects.filter(pk__in=chunk).delete()[0]
    return gone


def forget_old(*, now: datetime) -> int:
    """Delete what happened more than NOTIFICATIONS_KEPT_DAYS ago, read or not; return how many rows."""
    before = now - timedelta(days=settings.NOTIFICATIONS_KEPT_DAYS)
    old = Notification.objects.filter(due_at__lt=before).order_by("pk")
    forgotten = 0
    while chunk := list(old.values_list("pk", flat=True)[:CHUNK]):
        forgotten += Notification.objects.filter(pk__in=chunk).delete()[0]
    return forgotten
