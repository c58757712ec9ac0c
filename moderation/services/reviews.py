"""The queue follows the reviews of ads, whoever decides them and wherever."""

from __future__ import annotations

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from ads.models import AdStatus, BoardEntry, PendingEdit
from common.sweeps import keys_in_batches, sweep_each
from moderation.models import Case
from moderation.services.queue import TITLE_LENGTH, close_cases
from moderation.subjects import Subject

REVIEWS = (Case.Kind.NEW, Case.Kind.EDIT)
WAITING = Q(status=AdStatus.IN_MODERATION) | Q(pending=PendingEdit.IN_MODERATION)


# Of what waits already only the text is another; Django's upsert knows no index with a condition.
_WAIT_ANEW = f"""
INSERT INTO {Case._meta.db_table}
    (kind, subject_type, subject_id, title, author_id, since, revision_id, base_revision_id, is_hidden,
     decision)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, false, '')
ON CONFLICT (kind, subject_type, subject_id) WHERE decided_at IS NULL
DO UPDATE SET revision_id = EXCLUDED.revision_id, title = EXCLUDED.title
"""  # noqa: S608 (the name comes from the model)


def record_wait(*, entry: BoardEntry, revision_id: int | None) -> None:
    """Put an ad that was sent to the moderators, or its edit, into the queue; the caller holds its lock."""
    is_edit = entry.pending == PendingEdit.IN_MODERATION
    kind = Case.Kind.EDIT if is_edit else Case.Kind.NEW
    values = (
        kind.value,
        Subject.LISTING.value,
        entry.pk,
        (entry.ad.draft_title or entry.title)[:TITLE_LENGTH],
        entry.author_id,
        entry.submitted_at or timezone.now(),
        revision_id,
        entry.ad.live_revision_id if is_edit else None,
    )
    with connection.cursor() as cursor:
        cursor.execute(_WAIT_ANEW, values)


def record_unseen_edit(*, entry: BoardEntry, before: int | None, after: int) -> None:
    """Put an edit that is live already into the queue; several in a row are looked at together."""
    open_one = Case.objects.waiting().about(Subject.LISTING, entry.pk).filter(kind=Case.Kind.AFTER)
    if open_one.update(revision_id=after, title=entry.title):
        return
    Case.objects.create(
        kind=Case.Kind.AFTER,
        subject_type=Subject.LISTING,
        subject_id=entry.pk,
        author=entry.author,
        title=entry.title,
        revision_id=after,
        base_revision_id=before,
    )


def record_hiding(*, ad_id: int, by: User | None) -> None:
    """Take the look at an edit out of the queue: the listing is hidden."""
    close_cases(
        subject=Subject.LISTING, pk=ad_id, kinds=[Case.Kind.AFTER], decision=Case.Decision.HIDDEN, by=by
    )


def record_verdict(*, ad_id: int, decision: str, by: User | None) -> None:
    """Take an ad's review out of the queue: it was decided, in the desk or in the CMS, or called off."""
    close_cases(subject=Subject.LISTING, pk=ad_id, kinds=REVIEWS, decision=decision, by=by)


def record_loss(*, subject: str, pk: int) -> None:
    """Take everything about an object out of the queue: it is deleted."""
    closed = close_cases(subject=subject, pk=pk, kinds=Case.Kind.values, decision=Case.Decision.GONE)
    for case in closed:
        case.flags.update(outcome="moot")


def reconcile_queue() -> int:
    """Put right what no signal told: reviews without a case, and cases without a review; return how many."""
    open_ones = Case.objects.waiting().filter(subject_type=Subject.LISTING, kind__in=REVIEWS)
    waiting = BoardEntry.objects.filter(WAITING)
    lost = waiting.exclude(pk__in=open_ones.values("subject_id"))
    stray = open_ones.exclude(subject_id__in=waiting.values("pk")).values_list("subject_id", flat=True)
    queued = sweep_each(keys_in_batches(lost), _queue, what="the listing that waits without a case,")
    return queued + sweep_each(list(stray), _call_off, what="the case of a listing that doesn't wait,")


@transaction.atomic
def _queue(ad_id: int) -> bool:
    locked = BoardEntry.objects.select_for_update(of=("self",)).defer("search", "search_text")
    entry = locked.filter(WAITING, pk=ad_id).first()
    if entry is None:
        return False
    state = entry.ad.current_workflow_task_state
    record_wait(entry=entry, revision_id=state.revision_id if state else entry.ad.latest_revision_id)
    return True


def _call_off(ad_id: int) -> bool:
    record_verdict(ad_id=ad_id, decision=Case.Decision.GONE, by=None)
    return True
