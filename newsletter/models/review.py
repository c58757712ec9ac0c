"""The newsletter's step of Wagtail's workflow: an editor hands over, somebody with the right releases."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import Task, TaskState

from newsletter.rights import RELEASE

# Leads on to the release page; nothing is decided by the press itself.
GO_ON = "release"


class ReleaseTask(Task):
    """Ends with a release or with "changes asked"; it never publishes by itself."""

    class Meta:
        verbose_name = _("release of a newsletter")
        verbose_name_plural = _("releases of newsletters")

    def user_can_access_editor(self, obj: Any, user: Any) -> bool:
        return bool(user.has_perm(RELEASE))

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, Any, bool]]:
        if not user.has_perm(RELEASE):
            return []
        return [("reject", _("Ask for changes"), True), (GO_ON, _("Go on to the release"), False)]

    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> Any:
        """Take "changes asked" alone: approving is what the release does."""
        if action_name == "reject":
            return super().on_action(task_state, user, action_name, **kwargs)
        return None

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> QuerySet[TaskState]:
        states: QuerySet[TaskState] = TaskState.objects.filter(
            task=self.task_ptr, status=TaskState.STATUS_IN_PROGRESS
        )
        return states if user.has_perm(RELEASE) else states.none()

    @classmethod
    def get_description(cls) -> Any:
        return _("Whoever may release newsletters can release the issue or ask for changes")
