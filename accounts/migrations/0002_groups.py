"""The three groups of staff, each with the door to the CMS and no more; the apps above add their rights."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

GROUPS = ("Moderators", "Editors", "Administrators")


def create_groups(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Create the groups; take back the rights to every page and file that Wagtail gives its two."""
    group_model = apps.get_model("auth", "Group")
    content_type_model = apps.get_model("contenttypes", "ContentType")
    permission_model = apps.get_model("auth", "Permission")
    for name in ("GroupPagePermission", "GroupCollectionPermission"):
        apps.get_model("wagtailcore", name).objects.filter(group__name__in=GROUPS).delete()
    access_admin = permission_model.objects.get(
        content_type__app_label="wagtailadmin", codename="access_admin"
    )
    for name in GROUPS:
        group, _ = group_model.objects.get_or_create(name=name)
        group.permissions.set([access_admin])
    users, _ = content_type_model.objects.get_or_create(app_label="accounts", model="user")
    for action in ("add", "change", "view"):
        permission, _ = permission_model.objects.get_or_create(
            content_type=users, codename=f"{action}_user", defaults={"name": f"Can {action} player"}
        )
        group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        ("wagtailimages", "0023_add_choose_permissions"),
        ("wagtaildocs", "0014_alter_document_file_size"),
    ]

    operations = [migrations.RunPython(create_groups, migrations.RunPython.noop)]
