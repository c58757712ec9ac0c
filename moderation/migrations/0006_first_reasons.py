"""The reasons that every board needs, and who keeps the list."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

REASONS = (
    ("Не та категория", "Объявление стоит не в той категории. Выберите подходящую и отправьте ещё раз."),
    (
        "Мало сказано",
        "Из текста непонятно, кого вы ищете или что предлагаете. Допишите главное: что, где, когда.",
    ),
    ("Торговля за деньги", "Торговля за настоящие деньги на доске запрещена."),
    (
        "Реклама",
        "Это реклама чужого сайта или сервера. На доске висят только объявления игроков нашего сервера.",
    ),
    ("Грубость", "Уберите грубости: на доске разговаривают вежливо."),
    ("Повтор", "Такое объявление у вас уже висит. Поднимите его наверх или измените, второе не нужно."),
)
VERBS = ("add", "change", "delete", "view")


def fill(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    reasons = apps.get_model("moderation", "CannedReason").objects
    for position, (name, text) in enumerate(REASONS, 1):
        reasons.create(name=name, text=text, position=position * 10)
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="moderation", model="cannedreason"
    )
    groups = apps.get_model("auth", "Group").objects.filter(name__in=("Moderators", "Administrators"))
    for verb in VERBS:
        permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
            content_type=content_type,
            codename=f"{verb}_cannedreason",
            defaults={"name": f"Can {verb} ready reason"},
        )
        for group in groups:
            group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [("moderation", "0005_canned_reasons"), ("accounts", "0002_groups")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
