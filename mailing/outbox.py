"""The only door for letters: write a row in your own transaction, and it leaves after commit."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat, Now

from mailing import nudges, suspension
from mailing.guards import kind_of
from mailing.letters import MAX_SUBJECT, Letter
from mailing.message_ids import message_id
from mailing.models import ERASE_SECRETS, OutboxMessage
from mailing.rows import Priority, Status

__all__ = ["Priority", "cancel", "is_told", "post", "rewrite"]

# Longer than any deliverable address: what is cut here still fails at sending, with its reason.
MAX_ADDRESS = 320


@transaction.atomic
def post(
    *,
    key: str,
    to: str,
    letter: Letter,
    priority: Priority = Priority.NOTIFICATION,
    not_before: datetime | None = None,
    secret: bool = False,
) -> bool:
    """Queue a letter under the key of its event, `<kind>:<id…>`; False when that key was posted before.

    `secret` marks letters with codes or links that open an account: never shown, never resent by hand,
    erased once finished.

    Side effects: a worker is nudged after commit; a broker that is down delays the letter by seconds.
    """
    fields: dict[str, object] = {
        "kind": kind_of(key),
        "to": to[:MAX_ADDRESS],
        "subject": _one_line(letter.subject),
        "text": letter.text,
        "html": letter.html,
        "headers": letter.headers,
        "message_id": message_id(uuid4().hex, to=suspension.as_kept(to)),
        "priority": priority,
        "secret": secret,
    }
    if not_before is not None:
        fields["not_before"] = not_before
    _row, created = OutboxMessage.objects.get_or_create(key=key, defaults=fields)
    if created and not_before is None:
        nudges.nudge_after_commit(codes=priority == Priority.CODE)
    return created


def cancel(*, key: str) -> bool:
    """Take a letter back; True when it was still queued and now never leaves.

    The event may happen anew: its key is free again, the cancelled letter stays in the log under another.
    """
    waiting = OutboxMessage.objects.filter(key=key, status=Status.QUEUED)
    free = Concat("key", Value(":cancelled-"), Cast("pk", CharField()), output_field=CharField())
    return bool(waiting.update(status=Status.CANCELLED, finished_at=Now(), key=free, **ERASE_SECRETS))


def rewrite(*, key: str, letter: Letter) -> bool:
    """Put other words into a letter that is still queued; False when there is none, or it is on its way."""
    waiting = OutboxMessage.objects.filter(key=key, status=Status.QUEUED)
    return bool(waiting.update(subject=_one_line(letter.subject), text=letter.text, html=letter.html))


def is_told(*, key: str) -> bool:
    """Whether a letter of this event is queued, on its way or gone; one that was dropped told nobody."""
    told = (Status.QUEUED, Status.SENDING, Status.SENT, Status.UNCERTAIN)
    return OutboxMessage.objects.filter(key=key, status__in=told).exists()


def _one_line(subject: str) -> str:
    return " ".join(subject.split())[:MAX_SUBJECT]
