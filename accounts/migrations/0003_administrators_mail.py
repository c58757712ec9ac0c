"""Administrators see the mail log, resend what failed and can stop the mail."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

RIGHTS = {
    "outboxmessage": ("view_outboxmessage", "read_letter_text", "resend_letter"),
    "mailswitch": ("change_mailswitch",),
}


def give_rights(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    permissions = apps.get_model("auth", "Permission").objects
    content_types = apps.get_model("contenttypes", "ContentType").objects
    administrators = apps.get_model("auth", "Group").objects.get(name="Administrators")
    for model, codenames in RIGHTS.items():
        content_type, _ = content_types.get_or_create(app_label="mailing", model=model)
        for codename in codenames:
            permission, _ = permissions.get_or_create(
                content_type=content_type, codename=codename, defaults={"name": codename.replace("_", " ")}
            )
            administrators.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_groups"), ("mailing", "0001_outbox_and_switch")]

    operations = [migrations.RunPython(give_rights, migrations.RunPython.noop)]
