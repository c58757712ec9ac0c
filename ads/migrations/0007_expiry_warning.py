"""Warnings before the end of a term, moderators' words on the entry, and who may set the board's rules."""

from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def bring_words_along(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Copy what moderators asked for to the entries that wait for changes."""
    BoardEntry = apps.get_model("board", "BoardEntry")
    TaskState = apps.get_model("wagtailcore", "TaskState")
    asked = models.Q(status="changes_requested") | models.Q(pending="changes_requested")
    for entry in BoardEntry.objects.filter(asked).only("pk").iterator():
        states = TaskState.objects.filter(
            workflow_state__base_content_type__model="page",
            workflow_state__object_id=str(entry.pk),
            status="rejected",
        )
        state = states.order_by("-finished_at").first()
        if state is not None:
            BoardEntry.objects.filter(pk=entry.pk).update(
                moderator_comment=state.comment, moderator=state.finished_by_id
            )


def let_administrators_set_rules(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="board", model="boardrules"
    )
    permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type,
        codename="change_boardrules",
        defaults={"name": "Can change Rules of the board"},
    )
    apps.get_model("auth", "Group").objects.get(name="Administrators").permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("board", "0006_picture_use"),
        ("accounts", "0002_groups"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="boardentry",
            name="warned_at",
            field=models.DateTimeField(
                blank=True, editable=False, null=True, verbose_name="warned of the end"
            ),
        ),
        migrations.AddField(
            model_name="boardentry",
            name="moderator_comment",
            field=models.TextField(blank=True, default="", editable=False, verbose_name="moderator's words"),
        ),
        migrations.AddField(
            model_name="boardentry",
            name="moderator",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="moderator",
            ),
        ),
        migrations.AddIndex(
            model_name="boardentry",
            index=models.Index(
                condition=models.Q(("status", "live"), ("warned_at", None)),
                fields=["expires_at"],
                name="board_unwarned",
            ),
        ),
        migrations.RunPython(let_administrators_set_rules, migrations.RunPython.noop),
        migrations.RunPython(bring_words_along, migrations.RunPython.noop),
    ]
