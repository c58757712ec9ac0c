"""Facts of the game on ads, their choices, and the moderators' right to keep them."""

import django.contrib.postgres.indexes
import django.db.models.deletion
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

import ads.models.facts

CHOICES = {"server": "server", "levelrange": "level range", "playhours": "play hours"}


def give_rights(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Moderators add choices, rename and retire them; nobody deletes one."""
    groups = apps.get_model("auth", "Group").objects.filter(name__in=("Moderators", "Administrators"))
    for model, name in CHOICES.items():
        content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
            app_label="board", model=model
        )
        for action in ("add", "change", "view"):
            permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
                content_type=content_type,
                codename=f"{action}_{model}",
                defaults={"name": f"Can {action} {name}"},
            )
            for group in groups:
                group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("board", "0007_expiry_warning"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="LevelRange",
            fields=[
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "slug",
                    models.SlugField(
                        editable=False, max_length=40, primary_key=True, serialize=False, verbose_name="slug"
                    ),
                ),
                ("name", models.CharField(max_length=60, unique=True, verbose_name="name")),
                (
                    "retired",
                    models.BooleanField(
                        default=False,
                        help_text="Nobody can choose it any more; listings that say it keep it.",
                        verbose_name="retired",
                    ),
                ),
            ],
            options={
                "verbose_name": "level range",
                "verbose_name_plural": "level ranges",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PlayHours",
            fields=[
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "slug",
                    models.SlugField(
                        editable=False, max_length=40, primary_key=True, serialize=False, verbose_name="slug"
                    ),
                ),
                ("name", models.CharField(max_length=60, unique=True, verbose_name="name")),
                (
                    "retired",
                    models.BooleanField(
                        default=False,
                        help_text="Nobody can choose it any more; listings that say it keep it.",
                        verbose_name="retired",
                    ),
                ),
            ],
            options={
                "verbose_name": "play hours",
                "verbose_name_plural": "play hours",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Server",
            fields=[
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "slug",
                    models.SlugField(
                        editable=False, max_length=40, primary_key=True, serialize=False, verbose_name="slug"
                    ),
                ),
                ("name", models.CharField(max_length=60, unique=True, verbose_name="name")),
                (
                    "retired",
                    models.BooleanField(
                        default=False,
                        help_text="Nobody can choose it any more; listings that say it keep it.",
                        verbose_name="retired",
                    ),
                ),
            ],
            options={
                "verbose_name": "server",
                "verbose_name_plural": "servers",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="adpage",
            name="hours",
            field=ads.models.facts.PlayHoursField(
                base_field=models.CharField(max_length=40),
                blank=True,
                default=list,
                size=None,
                verbose_name="play hours",
            ),
        ),
        migrations.AddField(
            model_name="adpage",
            name="week",
            field=models.CharField(blank=True, default="", max_length=42, verbose_name="hours of the week"),
        ),
        migrations.AddField(
            model_name="adpage",
            name="week_zone",
            field=models.CharField(blank=True, default="", max_length=40, verbose_name="time zone"),
        ),
        migrations.AddField(
            model_name="boardentry",
            name="hours",
            field=ads.models.facts.PlayHoursField(
                base_field=models.CharField(max_length=40),
                blank=True,
                default=list,
                size=None,
                verbose_name="play hours",
            ),
        ),
        migrations.AddField(
            model_name="adpage",
            name="level",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="board.levelrange",
                verbose_name="level range",
            ),
        ),
        migrations.AddField(
            model_name="boardentry",
            name="level",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="board.levelrange",
                verbose_name="level range",
            ),
        ),
        migrations.AddField(
            model_name="adpage",
            name="server",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="board.server",
                verbose_name="server",
            ),
        ),
        migrations.AddField(
            model_name="boardentry",
            name="server",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="board.server",
                verbose_name="server",
            ),
        ),
        migrations.AddIndex(
            model_name="boardentry",
            index=models.Index(
                condition=models.Q(("status", "live")),
                fields=["kind", "-bumped_at", "-ad"],
                name="board_live_kind",
            ),
        ),
        migrations.AddIndex(
            model_name="boardentry",
            index=models.Index(
                condition=models.Q(("status", "live")),
                fields=["category", "kind", "-bumped_at", "-ad"],
                name="board_live_category_kind",
            ),
        ),
        migrations.AddIndex(
            model_name="boardentry",
            index=models.Index(
                condition=models.Q(("status", "live")),
                fields=["server", "-bumped_at", "-ad"],
                name="board_live_server",
            ),
        ),
        migrations.AddIndex(
            model_name="boardentry",
            index=models.Index(
                condition=models.Q(("status", "live")),
                fields=["level", "-bumped_at", "-ad"],
                name="board_live_level",
            ),
        ),
        migrations.AddIndex(
            model_name="boardentry",
            index=django.contrib.postgres.indexes.GinIndex(
                condition=models.Q(("status", "live")),
                fastupdate=False,
                fields=["hours"],
                name="board_live_hours",
            ),
        ),
        migrations.RunPython(give_rights, migrations.RunPython.noop),
    ]
