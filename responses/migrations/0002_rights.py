"""Moderators read responses in the CMS, and hide them."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

RIGHTS = {"view_response": "Can view response", "hide_response": "Can hide and restore responses"}


def give_rights(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="responses", model="response"
    )
    groups = apps.get_model("auth", "Group").objects.filter(name__in=("Moderators", "Administrators"))
    for codename, name in RIGHTS.items():
        permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
            content_type=content_type, codename=codename, defaults={"name": name}
        )
        for group in groups:
            group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [("responses", "0001_initial"), ("accounts", "0002_groups")]

    operations = [migrations.RunPython(give_rights, migrations.RunPython.noop)]
