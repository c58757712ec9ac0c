"""How long the mail log remembers, and what it remembers of one address."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from common.sweeps import delete_in_batches
from mailing.models import OutboxMessage, RefusedAddress
from mailing.rows import OPEN_STATUSES
from mailing.suspension import as_kept


def forget_old_letters() -> int:
    """Delete letters finished more than MAIL_RETENTION_DAYS ago, in batches; return how many."""
    before = timezone.now() - timedelta(days=settings.MAIL_RETENTION_DAYS)
    return delete_in_batches(OutboxMessage.objects.filter(finished_at__lt=before))


def letters_to(address: str) -> list[dict[str, object]]:
    """Return what the mail log remembers of an address, for its owner; secret bodies are erased already."""
    rows = OutboxMessage.objects.filter(to__iexact=address, secret=False).order_by("pk")
    return [
        dict(row) for row in rows.values("kind", "subject", "text", "status", "created_at", "finished_at")
    ]


def forget_address(address: str) -> int:
    """Delete every letter to an address, on its way or gone, and that it ever refused one; return how many.

    A letter that a worker has in hand still leaves; its row is gone then, and nothing tells where it went.
    """
    RefusedAddress.objects.filter(pk=as_kept(address)).delete()
    return OutboxMessage.objects.filter(to__iexact=address).delete()[0]


def forget_words(keys: Iterable[str]) -> int:
    """Erase what finished letters of these events said, as it names somebody who is gone; return how many.

    The rows stay: the log still tells what was sent when.
    """
    finished = OutboxMessage.objects.filter(key__in=list(keys)).exclude(status__in=OPEN_STATUSES)
    return finished.update(subject="", text="", html="")
