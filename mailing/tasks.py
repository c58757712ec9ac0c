"""Background work of the mail: nudges and sweeps; the rows are the truth."""

from __future__ import annotations

from pathlib import Path

from celery import shared_task
from django.conf import settings

from mailing import bounces, delivery, nudges, retention
from mailing.engine.drain import Ended

# A nudged worker delivers for so long, then lets other tasks of its process have their turn.
NUDGE_SECONDS = 20.0
# Sweeps come every five seconds and shouldn't overlap.
SWEEP_SECONDS = 4.0


@shared_task
def deliver_outbox() -> None:
    """Deliver what is due; when the time is up before the letters are, ask for the next worker."""
    if delivery.deliver(seconds=NUDGE_SECONDS) is Ended.TIME_UP:
        nudges.nudge()


@shared_task(expires=5)
def deliver_codes() -> None:
    """Deliver the codes that are due, in the lane where nothing else runs; nudged, and swept by the beat."""
    delivery.recover_abandoned()
    if delivery.deliver_codes(seconds=SWEEP_SECONDS) is Ended.TIME_UP:
        nudges.nudge_for_codes()


@shared_task(expires=5)
def sweep_outbox() -> None:
    """Find what no nudge reached: lost nudges, letters whose time has come, rows of dead workers."""
    delivery.recover_abandoned()
    delivery.deliver(seconds=SWEEP_SECONDS)


@shared_task(expires=300)
def read_bounces() -> None:
    """Read what came back, where the environment names a mailbox for it."""
    if settings.BOUNCES_MAILDIR:
        bounces.read_maildir(Path(settings.BOUNCES_MAILDIR))
    if settings.BOUNCES_IMAP_URL:
        bounces.read_imap(settings.BOUNCES_IMAP_URL)


@shared_task
def forget_old_letters() -> None:
    """Delete letters that are past their retention."""
    retention.forget_old_letters()
