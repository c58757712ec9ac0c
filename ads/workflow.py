"""What Wagtail calls when a workflow has approved something (settings.WAGTAIL_FINISH_WORKFLOW_ACTION).

Wagtail imports this module while its own models load, so nothing here may import a model at the top.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wagtail.models import WorkflowState


def publish_reviewed(workflow_state: WorkflowState, user: Any = None) -> None:
    """Publish what has been approved.

    For an ad the task is the right: moderators can't publish otherwise, so that nothing unseen goes live.
    """
    from ads.models import AdPage

    of_ad = issubclass(workflow_state.content_type.model_class(), AdPage)
    revision = workflow_state.content_object.get_latest_revision()
    revision.publish(user=user, skip_permission_checks=of_ad)
