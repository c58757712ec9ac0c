"""The rows of a review that begins, in one statement: Wagtail's of `Workflow.start` and the ad's own."""

from __future__ import annotations

import json
from typing import Any, Final

from django.db import connection
from django.utils import timezone
from wagtail.log_actions import get_active_log_context
from wagtail.models import PageLogEntry, TaskState, WorkflowState

from accounts.models import User
from ads.models import BoardEntry

ACTION: Final = "wagtail.workflow.start"
# The two states name each other, and the history names the second: their numbers are drawn first. The
# constraints of both keys are checked when the transaction ends.
_INSERT: Final = f"""
WITH drawn AS (
    SELECT nextval(pg_get_serial_sequence('{WorkflowState._meta.db_table}', 'id')) AS state,
           nextval(pg_get_serial_sequence('{TaskState._meta.db_table}', 'id')) AS step
), state AS (
    INSERT INTO {WorkflowState._meta.db_table}
        (id, current_task_state_id, content_type_id, base_content_type_id, object_id, workflow_id, status,
         created_at, requested_by_id)
    SELECT state, step, %(content_type)s, %(base_content_type)s, %(object_id)s, %(workflow)s, %(going_on)s,
           %(now)s, %(by)s
    FROM drawn
), step AS (
    INSERT INTO {TaskState._meta.db_table}
        (id, workflow_state_id, content_type_id, revision_id, task_id, status, started_at, comment)
    SELECT step, state, %(step_content_type)s, %(revision)s, %(task)s, %(step_going_on)s, %(now)s, ''
    FROM drawn
), entry AS (
    UPDATE {BoardEntry._meta.db_table}
    SET status = %(entry_status)s, pending = %(entry_pending)s, submitted_at = %(now)s, updated_at = %(now)s
    WHERE ad_id = %(page)s
)
INSERT INTO {PageLogEntry._meta.db_table}
    (content_type_id, label, action, data, timestamp, uuid, user_id, revision_id, content_changed, deleted,
     page_id)
SELECT %(content_type)s, %(label)s, %(action)s,
       jsonb_set(%(data)s::jsonb, '{{workflow,task_state_id}}', to_jsonb(step)), %(now)s, %(uuid)s, %(by)s,
       %(revision)s, false, false, %(page)s
FROM drawn
RETURNING (SELECT state FROM drawn), (SELECT step FROM drawn)
"""  # noqa: S608 (the names come from the models)


def write_rows(
    state: WorkflowState, step: TaskState, *, entry: BoardEntry, by: User, line: dict[str, object]
) -> None:
    """Write both states, which get their primary keys, the page's line of history, and that the ad waits.

    The caller holds the ad's lock; `entry` says in memory, too, what is written. `line` says of the workflow
    what the history shows; the number of its step is added.

    Raises:
        IllegalMove: the ad can't wait for a review.
        IntegrityError: a review of the ad is going on.
    """
    now = timezone.now()
    entry.wait_for_review(now)
    entry.updated_at = now
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, _values(state, step, entry, line) | {"by": by.pk, "now": now})
        state.pk, step.pk = cursor.fetchone()
    state.created_at = step.started_at = now
    state.current_task_state, step.workflow_state = step, state
    state._state.adding = step._state.adding = False


def _values(
    state: WorkflowState, step: TaskState, entry: BoardEntry, line: dict[str, object]
) -> dict[str, Any]:
    ad = entry.ad
    return {
        "content_type": state.content_type_id,
        "base_content_type": state.base_content_type_id,
        "object_id": state.object_id,
        "workflow": state.workflow_id,
        "going_on": state.status,
        "step_content_type": step.content_type_id,
        "task": step.task_id,
        "step_going_on": step.status,
        "revision": ad.latest_revision_id,
        "page": ad.pk,
        "entry_status": entry.status,
        "entry_pending": entry.pending,
        "label": ad.get_admin_display_title(),
        "action": ACTION,
        "data": json.dumps({"workflow": line}),
        "uuid": get_active_log_context().uuid,
    }
