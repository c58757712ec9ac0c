"""Players who leave for good, and the copies of their data that they may take along."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0007_sign_ups"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="DataExport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "asked_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="asked for"),
                ),
                ("claimed_until", models.DateTimeField(null=True)),
                ("made_at", models.DateTimeField(null=True, verbose_name="made")),
                ("size", models.PositiveBigIntegerField(default=0, verbose_name="bytes")),
            ],
            options={
                "verbose_name": "copy of a player's data",
                "verbose_name_plural": "copies of players' data",
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="ExportPart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("data", models.BinaryField()),
            ],
            options={
                "verbose_name": "piece of a copy of a player's data",
                "verbose_name_plural": "pieces of copies of players' data",
                "ordering": ["number"],
                "default_permissions": (),
            },
        ),
        migrations.AddField(
            model_name="user",
            name="erased_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="deleted"),
        ),
        migrations.AddField(
            model_name="user",
            name="leaves_at",
            field=models.DateTimeField(
                blank=True, db_index=True, editable=False, null=True, verbose_name="is deleted on"
            ),
        ),
        migrations.AddField(
            model_name="user",
            name="taken_down",
            field=models.JSONField(blank=True, default=dict, editable=False),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("erased_at", None), models.Q(("is_active", False), ("leaves_at", None)), _connector="OR"
                ),
                name="user_erased_is_not_active",
            ),
        ),
        migrations.AddField(
            model_name="dataexport",
            name="player",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="exports",
                to=settings.AUTH_USER_MODEL,
                verbose_name="player",
            ),
        ),
        migrations.AddField(
            model_name="exportpart",
            name="export",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="parts", to="accounts.dataexport"
            ),
        ),
        migrations.AddConstraint(
            model_name="dataexport",
            constraint=models.UniqueConstraint(
                condition=models.Q(("made_at", None)), fields=("player",), name="export_one_at_a_time"
            ),
        ),
        migrations.AddConstraint(
            model_name="exportpart",
            constraint=models.UniqueConstraint(fields=("export", "number"), name="export_part_once"),
        ),
    ]
