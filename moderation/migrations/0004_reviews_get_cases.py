"""Reviews that wait already get their place in the queue; administrators may set the rules."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

FILL = """
INSERT INTO moderation_case (
    kind, subject_type, subject_id, title, author_id, since, revision_id, base_revision_id, is_hidden, decision
)
SELECT
    CASE WHEN entry.pending = 'in_moderation' THEN 'edit' ELSE 'new' END,
    'listing', entry.ad_id, page.draft_title, entry.author_id, COALESCE(entry.submitted_at, entry.updated_at),
    task.revision_id,
    CASE WHEN entry.pending = 'in_moderation' THEN page.live_revision_id END,
    false, ''
FROM board_boardentry entry
JOIN wagtailcore_page page ON page.id = entry.ad_id
JOIN wagtailcore_workflowstate state
    ON state.object_id = entry.ad_id::text AND state.status = 'in_progress'
    AND state.base_content_type_id = (
        SELECT id FROM django_content_type WHERE app_label = 'wagtailcore' AND model = 'page'
    )
JOIN wagtailcore_taskstate task ON task.id = state.current_task_state_id
WHERE entry.status = 'in_moderation' OR entry.pending = 'in_moderation'
"""


def give_rights(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="moderation", model="moderationrules"
    )
    permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type,
        codename="change_moderationrules",
        defaults={"name": "Can change Rules of moderation"},
    )
    apps.get_model("auth", "Group").objects.get(name="Administrators").permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("moderation", "0003_cases_and_flags"),
        ("accounts", "0002_groups"),
        ("board", "0010_role_slots"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.RunPython(give_rights, migrations.RunPython.noop),
    ]
