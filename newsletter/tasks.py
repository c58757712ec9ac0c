"""Background work of newsletters: nudges and sweeps; the rows are the truth."""

from __future__ import annotations

from celery import shared_task

from mailing.engine.drain import Ended
from newsletter import delivery, nudges, services

# A nudged worker sends for so long, then lets other tasks of its process have their turn.
NUDGE_SECONDS = 20.0
# Sweeps come every five seconds and shouldn't overlap.
SWEEP_SECONDS = 4.0


@shared_task
def carry_on() -> None:
    """Write ledgers and send; when the time is up before the letters are, ask for the next worker."""
    if _send(NUDGE_SECONDS) is Ended.TIME_UP:
        nudges.nudge()


@shared_task(expires=5)
def sweep_newsletters() -> None:
    """Go on with what no nudge reached: lost nudges, half-written ledgers, batches of dead workers."""
    delivery.recover_abandoned()
    _send(SWEEP_SECONDS)


def _send(seconds: float) -> Ended:
    services.start_due()
    services.write_ledgers()
    ended = delivery.deliver(seconds=seconds)
    services.close_mailings()
    return ended
