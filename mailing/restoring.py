"""After the database came back from a backup: letters that wait in it may have left since it was made."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Count
from django.db.models.functions import Now

from mailing.models import ERASE_SECRETS, MailSwitch, OutboxMessage
from mailing.rows import OPEN_STATUSES, Status


def is_sending() -> bool:
    """Return whether a worker has letters of the outbox in hand."""
    return OutboxMessage.objects.filter(status=Status.SENDING, lease_until__gt=Now()).exists()


def waiting_letters() -> dict[str, int]:
    """Count what a worker would send, or send again, by kind."""
    waiting = OutboxMessage.objects.filter(status__in=OPEN_STATUSES)
    return dict(waiting.order_by("kind").values_list("kind").annotate(count=Count("pk")))


@transaction.atomic
def stop_mail(*, why: str) -> bool:
    """Turn the operators' switch to "stop"; False when it was already, for a reason of its own."""
    switch = MailSwitch.load()
    if switch.stopped:
        return False
    switch.stopped, switch.reason = True, why
    switch.save()
    return True


def set_letters_aside(*, why: str) -> int:
    """Skip every letter that waits or was on its way; return how many.

    Operators resend them from the mail log, but for codes and account links: their bodies are erased.
    """
    waiting = OutboxMessage.objects.filter(status__in=OPEN_STATUSES)
    return waiting.update(
        status=Status.SKIPPED, lease_until=None, finished_at=Now(), last_error=why, **ERASE_SECRETS
    )
