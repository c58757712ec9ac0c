"""Into the moderators' queue: what Wagtail's `Workflow.start` writes, in a handful of statements.

Wagtail validates each of its rows field by field and reads page, workflow and task again at every step:
forty queries for three rows (docs/adr/0014-a-short-way-into-the-queue.md). Rows, signals and history are
the same; whatever isn't the plain case goes Wagtail's own way.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.core.cache import cache
from django.db import transaction
from wagtail.models import Task, TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_submitted

from accounts.models import User
from ads.models import AdReviewTask, BoardEntry, BoardPage
from ads.services.review_rows import write_rows

CACHE_KEY = "board:review-route"
CACHE_SECONDS = 300


@dataclass(frozen=True, slots=True)
class ReviewRoute:
    """The board's workflow and its first task: where every ad goes."""

    workflow_id: int
    workflow: str
    task_id: int
    task: str


def send_to_review(entry: BoardEntry, by: User) -> None:
    """Start a review of the ad's latest revision; the caller holds the lock, and no review is going on.

    Side effects: a line in the page's history, Wagtail's signals.
    """
    ad, route = entry.ad, review_route()
    if route is None or ad.locked_by_id is not None:
        ad.get_workflow().start(ad, by)
        entry.refresh_from_db(fields=["status", "pending", "submitted_at", "updated_at"])
        return
    state = WorkflowState(
        content_type=ad.cached_content_type,
        base_content_type=ad.get_base_content_type(),
        object_id=str(ad.pk),
        workflow_id=route.workflow_id,
        requested_by=by,
    )
    step = TaskState(workflow_state=state, revision_id=ad.latest_revision_id, task_id=route.task_id)
    write_rows(state, step, entry=entry, by=by, line=_told(route, state))
    task_submitted.send(sender=TaskState, instance=step, user=by, entry=entry)
    workflow_submitted.send(sender=WorkflowState, instance=state, user=by)


def _told(route: ReviewRoute, state: WorkflowState) -> dict[str, object]:
    """What Wagtail's history says of a start, but for the number of the step."""
    return {
        "id": route.workflow_id,
        "title": route.workflow,
        "status": state.status,
        "next": {"id": route.task_id, "title": route.task},
    }


def review_route() -> ReviewRoute | None:
    """Return the board's workflow when our own task opens it; None sends ads Wagtail's way."""
    known: tuple[ReviewRoute | None] | None = cache.get(CACHE_KEY)
    if known is None:
        known = (_find_route(),)
        cache.set(CACHE_KEY, known, CACHE_SECONDS)
    return known[0]


def forget_route() -> None:
    """Look the route up again once the current transaction commits: somebody has changed a workflow."""
    transaction.on_commit(lambda: cache.delete(CACHE_KEY), robust=True)


def _find_route() -> ReviewRoute | None:
    workflow = BoardPage.objects.get().get_workflow()
    if workflow is None:
        return None
    tasks = Task.objects.filter(workflow_tasks__workflow=workflow, active=True)
    first = tasks.order_by("workflow_tasks__sort_order").first()
    if first is None or first.specific_class is not AdReviewTask:
        return None
    return ReviewRoute(workflow.pk, workflow.name, first.pk, first.name)
