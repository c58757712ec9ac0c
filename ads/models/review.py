"""The moderators' step of the workflow: it publishes nothing that the moderator hasn't seen."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, Revision, TaskState

from ads import signals
from ads.errors import ReviewOutdated, ReviewOver
from ads.models.entries import BoardEntry

REFUSE = "refuse"


class AdReviewTask(AbstractGroupApprovalTask):
    """Approval by a group, of exactly the revision that was sent to it."""

    class Meta:
        verbose_name = _("listing review")
        verbose_name_plural = _("listing reviews")

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, Any, bool]]:
        """Add to Wagtail's "approve" and "ask for changes" the refusal for good."""
        actions: list[tuple[str, Any, bool]] = super().get_actions(obj, user)
        return [*actions, (REFUSE, _("Reject for good"), True)] if actions else []

    @transaction.atomic
    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> Any:
        """Decide, under the ad's lock.

        Raises:
            ReviewOutdated: somebody else saved a newer text than was sent here.
            ReviewOver: nothing of it waits any more.
        """
        ad_id = int(task_state.workflow_state.object_id)
        if BoardEntry.objects.select_for_update(of=("self",)).filter(pk=ad_id).first() is None:
            raise ReviewOver  # deleted meanwhile, and the review with it
        task_state.refresh_from_db()
        ad = task_state.workflow_state.content_object
        if task_state.status != TaskState.STATUS_IN_PROGRESS:
            raise ReviewOutdated if ad.workflow_in_progress else ReviewOver
        if self._somebody_saved_since(task_state, ad, user):
            raise ReviewOutdated
        if action_name == REFUSE:
            signals.ad_refused.send(
                sender=type(self), ad_id=ad.pk, by=user, comment=kwargs.get("comment", "")
            )
            return None
        return super().on_action(task_state, user, action_name, **kwargs)

    def _somebody_saved_since(self, task_state: TaskState, ad: Any, user: Any) -> bool:
        """Whether a revision newer than the one under review exists that isn't the moderator's own."""
        newer = Revision.objects.for_instance(ad).filter(pk__gt=task_state.revision_id)
        return newer.exclude(user=user).exists()
