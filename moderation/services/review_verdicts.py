"""What can be decided about a new listing and about an edit: Wagtail's workflow does it."""

from __future__ import annotations

from accounts.models import User
from ads.errors import ReviewOutdated
from ads.models import AdPage
from moderation.models import Case


def approve(case: Case, by: User, comment: str) -> None:
    """Publish exactly the text that the case is about."""
    _act(case, "approve", by, comment)


def ask_for_changes(case: Case, by: User, comment: str) -> None:
    """Give it back to the author, who may change it and send it again."""
    _act(case, "reject", by, comment)


def reject(case: Case, by: User, comment: str) -> None:
    """Refuse it for good."""
    _act(case, "refuse", by, comment)


def _act(case: Case, action: str, by: User, comment: str) -> None:
    ad = AdPage.objects.get(pk=case.subject_id)
    state = ad.current_workflow_task_state
    if state is None or state.revision_id != case.revision_id:
        raise ReviewOutdated
    state.task.specific.on_action(state, by, action, comment=comment)
