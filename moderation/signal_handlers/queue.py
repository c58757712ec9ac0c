"""Reviews of ads come into the queue and leave it, by whatever path."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete
from django.dispatch import receiver
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_cancelled

from ads.models import AdPage, AdReviewTask, BoardEntry
from ads.signals import ad_edited_unseen
from moderation.models import Case
from moderation.services import record_loss, record_unseen_edit, record_verdict, record_wait
from moderation.subjects import Subject
from responses.models import Message, Response

SUBJECTS: dict[type[Model], Subject] = {
    BoardEntry: Subject.LISTING,
    Response: Subject.RESPONSE,
    Message: Subject.MESSAGE,
}


@receiver(task_submitted, sender=TaskState)
def on_submitted(instance: TaskState, entry: BoardEntry | None = None, **kwargs: Any) -> None:
    """The ads' own handler came first: the entry says by now whether it is an edit that waits."""
    if entry is None and isinstance(instance.task.specific, AdReviewTask):
        entries = BoardEntry.objects.select_related("ad", "author").defer("search", "search_text")
        entry = entries.get(pk=instance.workflow_state.object_id)
    if entry is not None:
        record_wait(entry=entry, revision_id=instance.revision_id)


@receiver(workflow_cancelled, sender=WorkflowState)
def on_cancelled(instance: WorkflowState, **kwargs: Any) -> None:
    if issubclass(instance.content_type.model_class() or object, AdPage):
        record_verdict(ad_id=int(instance.object_id), decision=Case.Decision.GONE, by=None)


@receiver(ad_edited_unseen)
def on_edited_unseen(entry: BoardEntry, before: int | None, after: int, **kwargs: Any) -> None:
    record_unseen_edit(entry=entry, before=before, after=after)


@receiver(post_delete, sender=BoardEntry)
@receiver(post_delete, sender=Response)
@receiver(post_delete, sender=Message)
def on_deleted(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    record_loss(subject=SUBJECTS[sender], pk=instance.pk)
