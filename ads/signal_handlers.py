"""Wagtail's own events, by whatever path they come, lead to the same verbs."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import (
    Page,
    Revision,
    Task,
    TaskState,
    Workflow,
    WorkflowPage,
    WorkflowState,
    WorkflowTask,
)
from wagtail.signals import (
    page_published,
    page_unpublished,
    task_rejected,
    task_submitted,
    workflow_approved,
    workflow_cancelled,
    workflow_rejected,
    workflow_submitted,
)

from ads import services, signals
from ads.models import AdPage, AdReviewTask, BoardEntry
from ads.selectors.pictures import pictures_of


@receiver(page_published, sender=AdPage)
def on_published(instance: AdPage, revision: Any = None, **kwargs: Any) -> None:
    services.record_publication(ad=instance, revision_id=revision.pk if revision else None)


@receiver(page_unpublished, sender=AdPage)
def on_unpublished(instance: AdPage, **kwargs: Any) -> None:
    services.record_unpublication(ad_id=instance.pk)


@receiver(task_submitted, sender=TaskState)
def on_submitted(instance: TaskState, entry: BoardEntry | None = None, **kwargs: Any) -> None:
    # Our own short way hands over the entry that it has written.
    if entry is None and isinstance(instance.task.specific, AdReviewTask):
        services.record_submission(ad_id=int(instance.workflow_state.object_id))


@receiver(task_rejected, sender=TaskState)
def on_changes_requested(instance: TaskState, **kwargs: Any) -> None:
    if isinstance(instance.task.specific, AdReviewTask):
        services.record_changes_requested(task_state=instance)


@receiver(workflow_cancelled, sender=WorkflowState)
def on_cancelled(instance: WorkflowState, **kwargs: Any) -> None:
    if issubclass(instance.content_type.model_class() or object, AdPage):
        services.record_cancellation(ad_id=int(instance.object_id))


@receiver(signals.ad_refused, sender=AdReviewTask)
def on_refused(ad_id: int, by: Any, comment: str, **kwargs: Any) -> None:
    services.reject_ad(ad_id=ad_id, by=by, comment=comment)


@receiver([post_save, post_delete], sender=Workflow)
@receiver([post_save, post_delete], sender=WorkflowPage)
@receiver([post_save, post_delete], sender=WorkflowTask)
@receiver([post_save, post_delete], sender=Task)
@receiver([post_save, post_delete], sender=AdReviewTask)
def on_workflow_changed(**kwargs: Any) -> None:
    services.forget_route()


@receiver(post_save, sender=Revision)
def on_revision_saved(instance: Revision, **kwargs: Any) -> None:
    """Keep the pictures of every text that is saved, by the site's form or in the CMS, from the sweep."""
    if issubclass(instance.content_type.model_class() or object, Page) and (shown := pictures_of(instance)):
        services.record_picture_uses(page_id=int(instance.object_id), picture_ids=shown)


def silence_wagtail_mails() -> None:
    """Disconnect Wagtail's own mails to moderators and authors: ours go through the outbox, once each."""
    task_submitted.disconnect(
        sender=TaskState, dispatch_uid="group_approval_task_submitted_email_notification"
    )
    workflow_submitted.disconnect(
        sender=WorkflowState, dispatch_uid="workflow_state_submitted_email_notification"
    )
    workflow_rejected.disconnect(
        sender=WorkflowState, dispatch_uid="workflow_state_rejected_email_notification"
    )
    workflow_approved.disconnect(
        sender=WorkflowState, dispatch_uid="workflow_state_approved_email_notification"
    )
