"""Background work of newsletters: nudges and sweeps; the rows are the truth."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from common.sweeps import keys_in_batches, sweep_each
from mailing.engine.drain import Ended
from newsletter import delivery, nudges, rehearsal, services
from newsletter.models import DryRun

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


@shared_task
def rehearse(dry_run_id: int) -> None:
    """Go on with a dry run; when the time is up before it is done, ask for the next worker."""
    if not rehearsal.rehearse(dry_run_id, seconds=NUDGE_SECONDS):
        nudges.nudge_dry_run(dry_run_id)


@shared_task(expires=30)
def sweep_dry_runs() -> None:
    """Go on with dry runs that no nudge reached, or whose worker died."""
    running = keys_in_batches(DryRun.objects.filter(status=DryRun.Status.RUNNING))
    sweep_each(running, lambda pk: rehearsal.rehearse(pk, seconds=SWEEP_SECONDS), what="dry run")


@shared_task
def forget_old_deliveries() -> int:
    """Delete the letters of mailings that are past their retention; their sums stay."""
    return services.forget_old_deliveries(now=timezone.now())


def _send(seconds: float) -> Ended:
    # Whatever keeps mailings from beginning, the letters of those that have begun go.
    sweep_each((services.start_due, services.write_ledgers), lambda step: step(), what="of newsletters")
    ended = delivery.deliver(seconds=seconds)
    services.close_mailings()
    return ended
