"""Decisions of our own verbs, and of Wagtail's workflow, go into the log."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver
from wagtail.models import TaskState
from wagtail.signals import page_unpublished, task_approved, task_rejected

from accounts.models import User
from accounts.signals import power_used
from ads.models import AdPage, AdReviewTask, BoardEntry
from moderation.models import Case, Deed
from moderation.services import about, record_act, record_hiding, record_verdict, review_level_soon
from moderation.signal_handlers.actor import acting_person

DECISIONS = {
    Deed.LISTING_APPROVE: Case.Decision.APPROVED,
    Deed.LISTING_ASK: Case.Decision.CHANGES_ASKED,
}


@receiver(power_used)
def on_power_used(
    what: str, subject: Any, by: User | None, why: str, before: Any, after: Any, **kwargs: Any
) -> None:
    record_act(what=what, on=about(subject), by=by, why=why, before=before, after=after)
    if what == Deed.LISTING_REJECT:
        record_verdict(ad_id=subject.pk, decision=Case.Decision.REJECTED, by=by)
    elif what == Deed.LISTING_HIDE:
        record_hiding(ad_id=subject.pk, by=by)


@receiver(task_approved, sender=TaskState)
def on_approved(instance: TaskState, user: Any = None, **kwargs: Any) -> None:
    _record_verdict(instance, Deed.LISTING_APPROVE, user)


@receiver(task_rejected, sender=TaskState)
def on_changes_asked(instance: TaskState, user: Any = None, **kwargs: Any) -> None:
    _record_verdict(instance, Deed.LISTING_ASK, user)


@receiver(page_unpublished, sender=AdPage)
def on_unpublished(instance: AdPage, **kwargs: Any) -> None:
    """An unpublished ad is hidden; Wagtail's log knows who did it."""
    if by := acting_person():
        record_act(what=Deed.LISTING_UNPUBLISH, on=about(instance), by=by)


def _record_verdict(state: TaskState, what: Deed, by: Any) -> None:
    if isinstance(state.task.specific, AdReviewTask):
        entry = BoardEntry.objects.defer("search", "search_text").get(pk=state.workflow_state.object_id)
        seen = {"revision": state.revision_id}
        record_act(what=what, on=about(entry), by=by, why=state.comment, after=seen)
        record_verdict(ad_id=entry.pk, decision=DECISIONS[what], by=by)
        if what == Deed.LISTING_APPROVE:
            review_level_soon(player_id=entry.author_id)
