"""Moderation: into Wagtail's workflow, and what follows from what happens there."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy
from wagtail.log_actions import log
from wagtail.models import TaskState, WorkflowState

from accounts.models import User
from accounts.signals import tell_of_power
from accounts.writers import check_may_write
from ads import notifications, signals
from ads.errors import IllegalMove, NothingToSubmit
from ads.models import AdPage, AdStatus, BoardEntry, PendingEdit
from ads.services.cards import forget_board
from ads.services.locking import lock_entry, lock_own_entry
from ads.services.publication import leave_board
from ads.services.sending import send_to_review
from ads.services.slots import refuse_fewer_than_filled
from ads.services.words import check_words
from common import alarm, watch
from common.errors import InvalidInput
from content.plain import shows_nothing

# The writing page says it beside whatever else is missing.
EMPTY_TEXT = gettext_lazy("Write at least a line: an empty listing can't be sent.")


@transaction.atomic
def submit_ad(*, ad_id: int, by: User) -> BoardEntry:
    """Send a draft, an answered request for changes or a pending edit to the moderators.

    A trusted author's text goes live at once, and so does a known author's edit, which a moderator looks at
    afterwards; under alarm everything waits, and so does a text with words that are held.

    Raises:
        BoardEntry.DoesNotExist, NotAdAuthor: not there, or not the author's.
        IllegalMove: it waits already, or its state is final.
        NothingToSubmit: a live ad without a pending edit.
        InvalidInput: the text is empty, says what can't stand on the board, or has fewer places than players
            were accepted for.
        Muted: the author may not write for now.
    """
    entry = lock_own_entry(ad_id, by)
    check_may_write(by)
    _check_submittable(entry)
    latest = entry.ad.latest_text()
    if shows_nothing(latest.body):
        raise InvalidInput(field_errors={"body": [str(EMPTY_TEXT)]})
    refuse_fewer_than_filled(entry, latest)
    found = check_words(latest)
    waits = found.holds or alarm.is_on()
    if by.trust == User.Trust.TRUSTED and not waits:
        _publish_at_once(entry.ad, by)
        entry = lock_entry(ad_id)
        watch.tell(found, entry)
        return entry
    if entry.takes_edits_at_once and not waits:
        entry = _publish_unseen(entry, by)
        watch.tell(found, entry)
        return entry
    if PendingEdit.CHANGES_REQUESTED in (entry.status, entry.pending):
        _resume(entry.ad, by)
        return lock_entry(ad_id)
    send_to_review(entry, by)
    return entry


def _check_submittable(entry: BoardEntry) -> None:
    if entry.status == AdStatus.LIVE:
        if entry.pending == PendingEdit.IN_MODERATION:
            raise IllegalMove(AdStatus.IN_MODERATION)
        if entry.pending in (PendingEdit.NONE, PendingEdit.REJECTED):
            raise NothingToSubmit
    elif entry.status not in (AdStatus.DRAFT, AdStatus.CHANGES_REQUESTED):
        raise IllegalMove(AdStatus(entry.status))


def _resume(ad: AdPage, by: User) -> None:
    """Answer a request for changes with the latest revision; `record_submission` follows from the signal."""
    state = ad.current_workflow_state
    if state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.resume(user=by)
    else:
        ad.get_workflow().start(ad, by)


def _publish_at_once(ad: AdPage, by: User) -> None:
    state = ad.current_workflow_state
    if state is not None:
        state.cancel(user=by)
    ad.get_latest_revision().publish(user=by, skip_permission_checks=True)


def _publish_unseen(entry: BoardEntry, by: User) -> BoardEntry:
    before, after = entry.ad.live_revision_id, entry.ad.latest_revision_id
    _publish_at_once(entry.ad, by)
    entry = lock_entry(entry.pk)
    signals.ad_edited_unseen.send(sender=BoardEntry, entry=entry, before=before, after=after)
    return entry


def restart_review(ad: AdPage, by: User) -> None:
    """Start the review anew after an edit, so that no moderator approves what was not seen.

    The old decision's address belongs to the old task and publishes nothing any more.

    Raises:
        InvalidInput: the text says what can't stand on the board.
    """
    check_words(ad)
    state = ad.current_workflow_state
    if state is not None:
        state.cancel(user=by)
    entry = lock_entry(ad.pk)
    send_to_review(entry, by)


@transaction.atomic
def withdraw_ad(*, ad_id: int, by: User) -> BoardEntry:
    """Take an ad, or the pending edit of a live one, back from the moderators.

    Raises:
        BoardEntry.DoesNotExist, NotAdAuthor: not there, or not the author's.
        IllegalMove: nothing of it waits.
    """
    entry = lock_own_entry(ad_id, by)
    state = entry.ad.current_workflow_state
    if AdStatus.IN_MODERATION not in (entry.status, entry.pending) or state is None:
        raise IllegalMove(AdStatus(entry.status))
    state.cancel(user=by)
    return lock_entry(ad_id)


@transaction.atomic
def reject_ad(*, ad_id: int, by: User, comment: str = "") -> BoardEntry:
    """Refuse an ad, or a pending edit, for good.

    Raises:
        BoardEntry.DoesNotExist: there is no such ad.
        IllegalMove: nothing of it waits for a decision.
    """
    entry = lock_entry(ad_id)
    state = entry.ad.current_workflow_state
    if state is None:
        raise IllegalMove(AdStatus(entry.status))
    was_live = entry.status == AdStatus.LIVE
    if not was_live:
        entry.move_to(AdStatus.REJECTED)
    entry.pending = PendingEdit.REJECTED if was_live else PendingEdit.NONE
    entry.note_verdict(comment=comment, by=by)
    entry.save()
    tell_of_power("listing.reject", entry, by=by, why=comment)
    state.cancel(user=by)
    notifications.ad_rejected(entry, comment=comment, decision=state.pk)
    return entry


@transaction.atomic
def hide_ad(*, ad_id: int, by: User | None, comment: str = "", told: bool = True) -> BoardEntry:
    """Take a public ad off the board, as a moderator; an edit of it that waits goes back to the author.

    `by` is None where a rule hides it until a moderator has looked; `told` is False where the author hears of
    it in another way.

    Raises:
        BoardEntry.DoesNotExist: there is no such ad.
        IllegalMove: it isn't public.

    Side effects: the author is told, with the moderator's words; the log keeps them.
    """
    entry = lock_entry(ad_id)
    before = entry.status
    entry.move_to(AdStatus.HIDDEN)
    entry.note_verdict(comment=comment, by=by)
    leave_board(entry, by)
    states = {"before": {"status": before}, "after": {"status": entry.status}}
    tell_of_power("listing.hide", entry, by=by, why=comment, **states)
    log(instance=entry.ad, action="board.hide", user=by, data={"comment": comment})
    if told:
        notifications.ad_hidden(entry, comment=comment)
    return entry


@transaction.atomic
def explain_hiding(*, ad_id: int, by: User, comment: str) -> BoardEntry:
    """Make a moderator's verdict of what a rule has hidden: it stays hidden, and the author reads why.

    Raises:
        BoardEntry.DoesNotExist: there is no such ad.
        IllegalMove: it isn't hidden.
    """
    entry = lock_entry(ad_id)
    if entry.status != AdStatus.HIDDEN:
        raise IllegalMove(AdStatus(entry.status))
    entry.note_verdict(comment=comment, by=by)
    entry.save(update_fields=["moderator_comment", "moderator", "updated_at"])
    notifications.ad_hidden(entry, comment=comment)
    return entry


@transaction.atomic
def restore_ad(*, ad_id: int, by: User | None) -> BoardEntry:
    """Put a hidden ad back on the board, with the text it had.

    Raises:
        BoardEntry.DoesNotExist: there is no such ad.
        IllegalMove: it isn't hidden.
    """
    entry = lock_entry(ad_id)
    if entry.status != AdStatus.HIDDEN:
        raise IllegalMove(AdStatus(entry.status))
    entry.move_to(AdStatus.LIVE)
    entry.note_verdict(comment="", by=None)
    entry.save()
    AdPage.objects.filter(pk=ad_id).update(live=True)
    log(instance=entry.ad, action="board.restore", user=by)
    tell_of_power("listing.restore", entry, by=by)
    forget_board()
    return entry


@transaction.atomic
def record_submission(*, ad_id: int) -> None:
    """Follow the workflow: somebody has sent the ad, or its pending edit, to the moderators."""
    entry = lock_entry(ad_id)
    entry.wait_for_review(timezone.now())
    entry.save(update_fields=["status", "pending", "submitted_at", "updated_at"])


@transaction.atomic
def record_cancellation(*, ad_id: int) -> None:
    """Follow the workflow: the review was called off, so what was sent is a draft again."""
    entry = lock_entry(ad_id)
    if entry.pending in (PendingEdit.IN_MODERATION, PendingEdit.CHANGES_REQUESTED):
        entry.pending = PendingEdit.DRAFT
    elif entry.status in (AdStatus.IN_MODERATION, AdStatus.CHANGES_REQUESTED):
        entry.move_to(AdStatus.DRAFT)
    entry.save(update_fields=["status", "pending", "updated_at"])


@transaction.atomic
def record_changes_requested(*, task_state: TaskState) -> None:
    """Follow the workflow: a moderator has asked for changes; the author hears why."""
    entry = lock_entry(int(task_state.workflow_state.object_id))
    if entry.status == AdStatus.LIVE:
        entry.pending = PendingEdit.CHANGES_REQUESTED
    else:
        entry.move_to(AdStatus.CHANGES_REQUESTED)
    entry.note_verdict(comment=task_state.comment, by=task_state.finished_by)
    entry.save()
    notifications.changes_requested(entry, comment=task_state.comment, decision=task_state.pk)
