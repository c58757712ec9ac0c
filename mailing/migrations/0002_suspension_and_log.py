"""Addresses that bounce, the log's indexes; what players write to each other is read by nobody by default."""

import django.contrib.postgres.indexes
import django.db.models.functions.text
from django.apps.registry import Apps
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def keep_text_private(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the right to read letters from the administrators; whoever needs it is given it by name."""
    for group in apps.get_model("auth", "Group").objects.filter(name="Administrators"):
        group.permissions.remove(
            *group.permissions.filter(content_type__app_label="mailing", codename="read_letter_text")
        )


class Migration(migrations.Migration):
    dependencies = [
        ("mailing", "0001_outbox_and_switch"),
        ("accounts", "0003_administrators_mail"),
    ]

    operations = [
        TrigramExtension(),
        migrations.CreateModel(
            name="RefusedAddress",
            fields=[
                (
                    "address",
                    models.CharField(
                        max_length=320, primary_key=True, serialize=False, verbose_name="address"
                    ),
                ),
                ("refusals", models.PositiveSmallIntegerField(default=0, verbose_name="refused letters")),
                ("first_at", models.DateTimeField(verbose_name="first refusal")),
                ("last_at", models.DateTimeField(verbose_name="last refusal")),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                ("suspended_at", models.DateTimeField(blank=True, null=True, verbose_name="suspended")),
                (
                    "tried_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="tried again by its owner"),
                ),
            ],
            options={
                "verbose_name": "address that refuses letters",
                "verbose_name_plural": "addresses that refuse letters",
                "default_permissions": (),
            },
        ),
        migrations.AddIndex(
            model_name="outboxmessage",
            index=models.Index(fields=["kind", "-created_at"], name="outboxmessage_kind"),
        ),
        migrations.AddIndex(
            model_name="outboxmessage",
            index=models.Index(
                condition=models.Q(("status", "sent"), _negated=True),
                fields=["status", "-created_at"],
                name="outboxmessage_unsent",
            ),
        ),
        migrations.AddIndex(
            model_name="outboxmessage",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(
                    django.db.models.functions.text.Upper("to"), name="gin_trgm_ops"
                ),
                name="outboxmessage_to",
            ),
        ),
        # The rights of mailing.0001 come by accounts.0003, to the group of accounts.0002.
        migrations.RunPython(keep_text_private, migrations.RunPython.noop),
    ]
