"""Patches of the game, when each text was last confirmed, and who may publish a patch.

A row that was there before is older than any patch, so none is rewritten: null says that.
"""

import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def let_administrators_publish(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="board", model="patch"
    )
    permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type,
        codename="publish_patch",
        defaults={"name": "Can publish patches of the game"},
    )
    apps.get_model("auth", "Group").objects.get(name="Administrators").permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("board", "0012_silent_authors"),
        ("accounts", "0002_groups"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="boardentry",
            name="confirmed_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="text confirmed"),
        ),
        migrations.CreateModel(
            name="Patch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="As players say: 11.2.", max_length=24, verbose_name="name of the patch"
                    ),
                ),
                (
                    "link",
                    models.URLField(
                        blank=True,
                        default="",
                        help_text="Where players read what is new; may be left out.",
                        max_length=300,
                        validators=[django.core.validators.URLValidator(["https", "http"])],
                        verbose_name="link to the notes",
                    ),
                ),
                (
                    "notes",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="A sentence or two for players; may be left out.",
                        max_length=300,
                        verbose_name="what is new, in short",
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="published")),
                ("withdrawn_at", models.DateTimeField(null=True, verbose_name="taken back")),
                ("told_up_to", models.BigIntegerField(default=0, verbose_name="authors told up to number")),
                ("told_at", models.DateTimeField(null=True, verbose_name="authors told")),
                ("telling_until", models.DateTimeField(null=True, verbose_name="a worker tells until")),
                ("retracted_at", models.DateTimeField(null=True, verbose_name="notices taken back")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who published it",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who took it back",
                    ),
                ),
            ],
            options={
                "verbose_name": "patch",
                "verbose_name_plural": "patches",
                "permissions": [("publish_patch", "Can publish patches of the game")],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("name"),
                        condition=models.Q(("withdrawn_at", None)),
                        name="patch_named_once",
                    )
                ],
            },
        ),
        migrations.RunPython(let_administrators_publish, migrations.RunPython.noop),
    ]
