"""The outbox as a queue of the engine: codes first, then notifications."""

from __future__ import annotations

from typing import Any

from mailing.addresses import deliverable
from mailing.engine.claim import recover
from mailing.engine.drain import Ended, drain
from mailing.engine.queue import Queue
from mailing.guards import objection_to, written_anew
from mailing.letters import Letter
from mailing.mime import build_message
from mailing.models import ERASE_SECRETS, OutboxMessage
from mailing.transports import Parcel


class OutboxQueue(Queue[OutboxMessage]):
    """At least once: a letter whose worker died goes again under the same Message-ID."""

    model = OutboxMessage

    def objection(self, row: OutboxMessage) -> str | None:
        """Ask the guard of the letter's kind."""
        return objection_to(row)

    def compose(self, row: OutboxMessage) -> Parcel:
        """Build the message; see `Queue.compose`."""
        recipient = deliverable(row.to)
        if fresh := written_anew(row):
            _keep(row, fresh)
        data = build_message(
            to=recipient,
            subject=row.subject,
            text=row.text,
            html=row.html,
            headers=row.headers,
            message_id=row.message_id,
            date=row.created_at,
        )
        return Parcel(recipient, data)

    def written_when_finished(self) -> dict[str, Any]:
        """Erase the bodies of letters that open an account."""
        return ERASE_SECRETS


def _keep(row: OutboxMessage, fresh: Letter) -> None:
    """Let the mail log show what is really sent."""
    row.subject, row.text, row.html = fresh.subject, fresh.text, fresh.html
    OutboxMessage.objects.filter(pk=row.pk).update(subject=row.subject, text=row.text, html=row.html)


OUTBOX = OutboxQueue()


def deliver(*, seconds: float) -> Ended:
    """Send the letters of the outbox that are due."""
    return drain(OUTBOX, seconds=seconds)


def recover_abandoned() -> int:
    """Queue again what dead workers held; return how many letters."""
    return recover(OUTBOX)
