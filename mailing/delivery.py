"""The outbox as queues of the engine: codes in a lane of their own, then notifications."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from mailing.addresses import deliverable
from mailing.engine.claim import has_due, recover
from mailing.engine.drain import Ended, drain
from mailing.engine.queue import Queue
from mailing.guards import objection_to, written_anew
from mailing.letters import Letter
from mailing.mime import build_message
from mailing.models import ERASE_SECRETS, OutboxMessage
from mailing.rows import Priority
from mailing.transports import Parcel

# A code is longer; shorter lines of a letter may stand in a server's words by chance.
SHORTEST_SECRET = 8


class OutboxQueue(Queue[OutboxMessage]):
    """At least once: a letter whose worker died goes again under the same Message-ID."""

    model = OutboxMessage

    def address(self, row: OutboxMessage) -> str:
        """Return whom the letter was written to."""
        return row.to

    def may_reach_suspended(self, row: OutboxMessage) -> bool:
        """Let codes go: somebody waits for one at the screen, and one that is taken lifts the suspension."""
        return row.priority == Priority.CODE

    def opens_account(self, row: OutboxMessage) -> bool:
        """Ask the row."""
        return row.secret

    def fit_for_log(self, row: OutboxMessage, reason: str) -> str:
        """Keep of a reason only its code where it repeats a line of a letter that opens an account."""
        lines = (line.strip() for line in row.text.splitlines())
        if row.secret and any(line in reason for line in lines if len(line) >= SHORTEST_SECRET):
            return reason[:3]
        return reason

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


class CodeQueue(OutboxQueue):
    """The codes alone, one by one: no letter of another kind, and no other code, goes before a code."""

    batch_size = 1

    def claimable(self) -> QuerySet[OutboxMessage]:
        """Codes; see `Queue.claimable`."""
        return OutboxMessage.objects.filter(priority=Priority.CODE)


OUTBOX, CODES = OutboxQueue(), CodeQueue()


def is_due() -> bool:
    """Return whether some letter of the outbox could go now. One query."""
    return has_due(OUTBOX)


def deliver(*, seconds: float) -> Ended:
    """Send the letters of the outbox that are due, codes first."""
    return drain(OUTBOX, seconds=seconds)


def deliver_codes(*, seconds: float) -> Ended:
    """Send the codes that are due, and nothing else."""
    return drain(CODES, seconds=seconds)


def recover_abandoned() -> int:
    """Queue again what dead workers held; return how many letters."""
    return recover(OUTBOX)
