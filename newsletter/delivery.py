"""The ledger as a queue of the engine: in batches, behind every code and notification, never twice."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from functools import partial

from django.conf import settings
from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from mailing import delivery as outbox_delivery
from mailing.addresses import deliverable
from mailing.engine.claim import has_due, recover
from mailing.engine.drain import Ended, drain
from mailing.engine.queue import Queue
from mailing.message_ids import message_id, own_domain
from mailing.rows import Status
from mailing.transports import Parcel
from newsletter import services
from newsletter.compose.stencil import Stencil
from newsletter.models import Delivery, Mailing, MailingStatus
from newsletter.selectors.audience import Reader, readers
from newsletter.selectors.mailings import mailings_being_sent

logger = logging.getLogger(__name__)

# So old may the last look at a reader's wishes be when the letter goes.
LOOK_LASTS_SECONDS = 1.0
# So long may codes and notifications keep a batch of newsletters waiting before it has its turn.
URGENT_SECONDS = 10.0


# What became of the latest letters of each mailing, as this process knows it.
FAILURES: dict[int, services.Failures] = {}


class DeliveryQueue(Queue[Delivery]):
    """One mailing, at most once: letters of a dead worker's batch are uncertain until an operator decides."""

    model = Delivery
    batch_size = 50
    # One transaction marks a batch and claims the next: these are the letters in doubt when a worker dies.
    mark_every = 50
    resends_after_crash = False

    def __init__(self, mailing_id: int | None = None) -> None:
        self.mailing_id = mailing_id
        self._stencils: dict[int, tuple[Stencil, str]] = {}
        self._readers: dict[int, Reader] = {}
        self._looked_at = 0.0

    def claimable(self) -> QuerySet[Delivery]:
        """Rows of the mailing while it is being sent; see `Queue.claimable`."""
        return Delivery.objects.filter(mailing=self.mailing_id, mailing__status=MailingStatus.SENDING)

    def is_stopped(self) -> bool:
        """Return whether somebody paused or cancelled the mailing."""
        return self.mailing_id not in mailings_being_sent()

    def allowance(self) -> int:
        """Return how many letters the mailing's bound leaves for now."""
        assert self.mailing_id is not None
        return services.take_allowance(
            mailing_id=self.mailing_id, wanted=self.batch_size, is_due=partial(has_due, self)
        )

    def heard(self, row: Delivery, status: Status) -> None:
        """Pause the mailing when too many of its letters fail."""
        if status not in (Status.SENT, Status.FAILED):
            return
        failures = FAILURES.setdefault(row.mailing_id, services.Failures())
        if failures.note(failed=status == Status.FAILED):
            services.pause_failing(mailing_id=row.mailing_id, failures=failures)
            # After a resumption the count begins anew.
            del FAILURES[row.mailing_id]

    def prepare(self, rows: Sequence[Delivery]) -> None:
        """Look up the batch's readers."""
        self._readers = readers((row.subscriber_id for row in rows), topic=self._topic)
        self._looked_at = time.monotonic()

    def address(self, row: Delivery) -> str:
        """Return the reader's present address; "" for who left the board."""
        reader = self._readers.get(row.subscriber_id or 0)
        return reader.email if reader else ""

    def objection(self, row: Delivery) -> str | None:
        """Say why this reader must not get the letter, as of now."""
        if time.monotonic() - self._looked_at > LOOK_LASTS_SECONDS:
            self._readers |= readers([row.subscriber_id], topic=self._topic)
        reader = self._readers.get(row.subscriber_id or 0)
        return _("The account is gone.") if reader is None else reader.objection

    def compose(self, row: Delivery) -> Parcel:
        """Fill the reader's address and key into the mailing's message; see `Queue.compose`."""
        reader = self._readers[row.subscriber_id or 0]
        recipient = deliverable(reader.email)
        stencil, name = self._stencil(row.mailing_id)
        own_id = message_id(f"{row.pk}.{name}", to=recipient)
        data = stencil.fill(to=recipient, token=reader.token, message_id=own_id)
        return Parcel(recipient, data)

    @cached_property
    def _topic(self) -> int | None:
        """What the mailing is about, frozen with it: whoever stops the topic stops its letters."""
        return Mailing.objects.values_list("topic_id", flat=True).get(pk=self.mailing_id or 0)

    def _stencil(self, mailing_id: int) -> tuple[Stencil, str]:
        """Return the mailing's message and the part of its Message-IDs that all its letters share."""
        if mailing_id not in self._stencils:
            mailing = Mailing.objects.get(pk=mailing_id)
            assert mailing.released_at is not None
            stencil = Stencil(
                subject=mailing.subject,
                text=mailing.text,
                html=mailing.html,
                headers=bulk_headers(),
                date=mailing.released_at,
            )
            name = f"{mailing.pk}.{mailing.released_at:%Y%m%d%H%M%S}"
            self._stencils[mailing_id] = stencil, name
        return self._stencils[mailing_id]


def bulk_headers() -> dict[str, str]:
    """Return what marks a letter as a newsletter (RFC 2919, 8058); the unsubscribe link comes per reader."""
    return {
        "List-Id": f"<news.{own_domain()}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Precedence": "bulk",
        "Content-Language": settings.LANGUAGE_CODE,
    }


def deliver(*, seconds: float) -> Ended:
    """Send newsletters that are due, one after the other; codes and notifications go between batches."""
    until, ended = time.monotonic() + seconds, Ended.EMPTY
    if (errand := _urgent_letters()) is not None:
        errand()
    for mailing_id in mailings_being_sent():
        try:
            ended = drain(DeliveryQueue(mailing_id), seconds=until - time.monotonic(), urgent=_urgent_letters)
        except Exception:
            # It keeps no other back, at no sweep.
            logger.exception("Mailing %s can't be sent", mailing_id)
            continue
        if ended is not Ended.EMPTY:
            break
    return ended


def recover_abandoned() -> int:
    """List as uncertain what dead workers held; return how many letters."""
    return recover(DeliveryQueue())


def _urgent_letters() -> Callable[[], object] | None:
    return partial(outbox_delivery.deliver, seconds=URGENT_SECONDS) if outbox_delivery.is_due() else None
