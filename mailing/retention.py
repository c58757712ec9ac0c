"""How long the mail log remembers."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from mailing.models import OutboxMessage

CHUNK = 5_000


def forget_old_letters() -> int:
    """Delete letters finished more than MAIL_RETENTION_DAYS ago, in chunks; return how many."""
    before = timezone.now() - timedelta(days=settings.MAIL_RETENTION_DAYS)
    old = OutboxMessage.objects.filter(finished_at__lt=before)
    forgotten = 0
    while chunk := list(old.values_list("pk", flat=True)[:CHUNK]):
        forgotten += OutboxMessage.objects.filter(pk__in=chunk).delete()[0]
    return forgotten
