"""An issue's review comes to its end with the release."""

from __future__ import annotations

from typing import Any

from wagtail.models import TaskState, WorkflowState
from wagtail.signals import workflow_approved

from newsletter.models import NewsletterPage


def finish_review(page: NewsletterPage, *, by: Any) -> None:
    """Approve an issue that waits in the workflow, without letting Wagtail publish it a second time.

    A review that is not waiting (changes were asked for) is cancelled by the publication itself.
    """
    state = page.current_workflow_state
    task_state = state.current_task_state if state else None
    if task_state is None or task_state.status != TaskState.STATUS_IN_PROGRESS:
        return
    task_state.approve(user=by, update=False)
    state.status = WorkflowState.STATUS_APPROVED
    state.save(update_fields=["status"])
    workflow_approved.send(sender=WorkflowState, instance=state, user=by)
