"""What workers do with released mailings: write the ledger, close it when every letter has its outcome."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from itertools import count

from django.db import connection, transaction
from django.db.models import F
from django.db.models.functions import Now
from django.utils import timezone

from accounts.models import User
from common.sweeps import keys_in_batches, sweep_each
from mailing.rows import OPEN_STATUSES, Priority, Status
from newsletter.models import Delivery, Mailing, MailingStatus, Subscription
from newsletter.selectors.audience import audience
from newsletter.selectors.mailings import CANCELLED_OPEN, mailings_to_close, mailings_to_reopen
from newsletter.services.pacing import moments_by_zone
from newsletter.services.release import begin

LEDGER_CHUNK = 5_000
CLOSABLE = (MailingStatus.SENDING, MailingStatus.FINISHED, MailingStatus.CANCELLED)
COUNTED = (Status.SENT, Status.FAILED, Status.SKIPPED, Status.UNCERTAIN, Status.CANCELLED)
# A scheduled mailing that starts later than this asks first: what was true this morning may not be tonight.
STARTS_WITHIN = timedelta(hours=2)


def start_due() -> None:
    """Start the mailings whose moment has come; those that are too late ask whether they still should.

    An error in one stops no other, here and below.
    """
    due = Mailing.objects.filter(status=MailingStatus.SCHEDULED, scheduled_at__lte=timezone.now())
    sweep_each(keys_in_batches(due), _start, what="the start of mailing")


@transaction.atomic
def _start(mailing_id: int) -> None:
    due = Mailing.objects.filter(pk=mailing_id, status=MailingStatus.SCHEDULED)
    mailing = due.select_for_update(skip_locked=True, of=("self",)).defer("html", "text").first()
    # Somebody may have moved it since it was found.
    if mailing is None or mailing.scheduled_at is None or mailing.scheduled_at > timezone.now():
        return
    if timezone.now() - mailing.scheduled_at > STARTS_WITHIN:
        mailing.move_to(MailingStatus.LATE)
        mailing.save(update_fields=["status"])
    else:
        begin(mailing)


def write_ledgers(*, chunks: int | None = None) -> None:
    """Write the rows of every released mailing, of each at most so many chunks where `chunks` is given.

    Broken off anywhere, the next call goes on from there.
    """

    def write(mailing_id: int) -> None:
        for _ in count() if chunks is None else range(chunks):
            if not _write_chunk(mailing_id):
                break

    queued = Mailing.objects.filter(status=MailingStatus.QUEUED)
    sweep_each(keys_in_batches(queued), write, what="the ledger of mailing")


@transaction.atomic
def _write_chunk(mailing_id: int) -> bool:
    """Write one chunk of a ledger; False when another worker is at it or nothing is left to write.

    After the last row the mailing is ready to be sent.
    """
    queued = Mailing.objects.filter(pk=mailing_id, status=MailingStatus.QUEUED)
    mailing = queued.select_for_update(skip_locked=True).defer("html", "text").first()
    if mailing is None:
        return False
    written, last = _insert_rows(mailing)
    if last is None:
        mailing.move_to(MailingStatus.SENDING)
        mailing.ledger_written_at = timezone.now()
        mailing.save(update_fields=["status", "ledger_written_at"])
        return False
    Mailing.objects.filter(pk=mailing_id).update(total=F("total") + written, reached=last)
    return True


def _insert_rows(mailing: Mailing) -> tuple[int, int | None]:
    """Copy the next subscribers into the ledger; return how many rows are new, and the last subscriber."""
    whom = audience(mailing.audience_rule).filter(pk__gt=mailing.reached)
    chosen = whom.order_by("pk").values("pk")[:LEDGER_CHUNK]
    select, parameters = chosen.query.sql_with_params()
    comes, hours, moments = _hours_of_readers(mailing)
    with connection.cursor() as cursor:
        cursor.execute(
            # All names come from the models, not from anybody's input.
            f"""
            WITH chosen (id) AS ({select}),
            written AS (
                INSERT INTO {Delivery._meta.db_table}
                    (mailing_id, subscriber_id, status, priority, attempts, leased_by, last_error, not_before)
                SELECT %s, chosen.id, %s, %s, 0, '', '', {comes} FROM chosen {hours}
                ON CONFLICT (mailing_id, subscriber_id) DO NOTHING
                RETURNING 1
            )
            SELECT (SELECT count(*) FROM written), max(id) FROM chosen
            """,  # noqa: S608
            [*parameters, mailing.pk, Status.QUEUED.value, Priority.BULK.value, *moments],
        )
        written, last = cursor.fetchone()
    return written, last


def _hours_of_readers(mailing: Mailing) -> tuple[str, str, tuple[list[str], list[datetime]] | tuple[()]]:
    """Return when a letter may go as SQL: the moment, the join that knows it, and the join's parameters.

    A zone that nobody knows is as good as none: that letter goes at once.
    """
    since = mailing.scheduled_at or mailing.released_at
    if mailing.local_hour is None or since is None:
        return "now()", "", ()
    moments = moments_by_zone(mailing.local_hour, since=since)
    join = f"""
        JOIN {Subscription._meta.db_table} AS reader ON reader.id = chosen.id
        JOIN {User._meta.db_table} AS player ON player.id = reader.user_id
        LEFT JOIN unnest(%s::text[], %s::timestamptz[]) AS hour (zone, comes) ON hour.zone = player.time_zone
    """
    return "coalesce(hour.comes, now())", join, (list(moments), list(moments.values()))


def close_mailings() -> None:
    """Finish the mailings whose letters all have their outcome; write down how many have which."""
    cancelled = Mailing.objects.filter(CANCELLED_OPEN)
    sweep_each(keys_in_batches(cancelled), _cancel_letters, what="the end of the cancelled mailing")
    sweep_each(keys_in_batches(mailings_to_close()), _close, what="the end of mailing")
    sweep_each(keys_in_batches(mailings_to_reopen()), _reopen, what="what still waits of mailing")


def _cancel_letters(mailing_id: int) -> None:
    while _cancel_chunk(mailing_id):
        pass


def _cancel_chunk(mailing_id: int) -> bool:
    """Write "cancelled" on the next letters of a cancelled mailing; False when none waits any more."""
    waiting = Delivery.objects.filter(mailing=mailing_id, status=Status.QUEUED)
    chunk = list(waiting.values_list("pk", flat=True)[:LEDGER_CHUNK])
    written = Delivery.objects.filter(pk__in=chunk, status=Status.QUEUED).update(
        status=Status.CANCELLED, finished_at=Now()
    )
    return written > 0


@transaction.atomic
def _close(mailing_id: int) -> None:
    mailing = _lock_unless_busy(mailing_id, CLOSABLE)
    if mailing is None or mailing.letters_forgotten_at is not None:
        return  # what is left of the ledger counts no more
    if mailing.deliveries.filter(status__in=OPEN_STATUSES).exists():
        return
    if mailing.status == MailingStatus.SENDING:
        mailing.move_to(MailingStatus.FINISHED)
    if mailing.finished_at is None:
        mailing.finished_at = timezone.now()
    # Before the count: what a slow worker adds meanwhile stays for the next look.
    mailing.tallies.all().delete()
    totals = mailing.count_letters()
    for status in COUNTED:
        setattr(mailing, status.value, totals[status])
    mailing.save(update_fields=["status", "finished_at", *COUNTED])


@transaction.atomic
def _reopen(mailing_id: int) -> None:
    """Go on with a finished mailing: a slow worker has learnt that a doubtful letter didn't go after all."""
    mailing = _lock_unless_busy(mailing_id, [MailingStatus.FINISHED])
    if mailing is not None:
        mailing.move_to(MailingStatus.SENDING)
        mailing.finished_at = None
        mailing.save(update_fields=["status", "finished_at"])


def _lock_unless_busy(mailing_id: int, statuses: Collection[MailingStatus]) -> Mailing | None:
    """Lock the mailing without its letter; None when it is in another state, or somebody else is at it."""
    found = Mailing.objects.filter(pk=mailing_id, status__in=statuses).defer("html", "text")
    return found.select_for_update(skip_locked=True, of=("self",)).first()
