"""The first topics, which present subscribers get by choosing the letter at all; rights; the workflow of issues."""

from django.contrib.postgres.fields import ArrayField
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import BigIntegerField, Model, Value

EDITORS, ADMINISTRATORS = "Editors", "Administrators"
NAMES = {"topic": "topic of the newsletter", "segment": "segment of readers"}
# In their order: name, in English, what one gets, in English, whether it is chosen at first.
TOPICS = (
    (
        "Новости доски",
        "News of the board",
        "Что изменилось на доске и вокруг неё.",
        "What is new on the board and around it.",
        True,
    ),
    (
        "События",
        "Events",
        "Ярмарки, турниры и общие походы сервера.",
        "Fairs, tournaments and outings of the server.",
        False,
    ),
    (
        "Лучшее за неделю",
        "Best listings of the week",
        "Объявления, на которые откликались чаще всего.",
        "The listings that were answered most.",
        False,
    ),
)


def found_topics(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    Topic = apps.get_model("newsletter", "Topic")
    for position, (name, name_en, note, note_en, is_default) in enumerate(TOPICS):
        Topic.objects.create(
            name=name, name_en=name_en, note=note, note_en=note_en, is_default=is_default, position=position
        )
    first = list(Topic.objects.filter(is_default=True).values_list("pk", flat=True))
    apps.get_model("newsletter", "Subscription").objects.update(
        topics=Value(first, output_field=ArrayField(BigIntegerField()))
    )


def give_rights(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Editors keep topics and segments; the rules of the newsletter are the administrators'."""
    kept = {"topic": ("add", "change", "view"), "segment": ("add", "change", "delete", "view")}
    for group in (EDITORS, ADMINISTRATORS):
        for model, actions in kept.items():
            for action in actions:
                _grant(apps, group, model, f"{action}_{model}", f"Can {action} {NAMES[model]}")
    _grant(
        apps,
        ADMINISTRATORS,
        "newsletterrules",
        "change_newsletterrules",
        "Can change Rules of the newsletter",
    )


def start_workflow(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    task = apps.get_model("newsletter", "ReleaseTask").objects.create(
        name="Выпуск рассылки", active=True, content_type=_content_type(apps, "releasetask")
    )
    workflow = apps.get_model("wagtailcore", "Workflow").objects.create(name="Выпуск рассылки", active=True)
    apps.get_model("wagtailcore", "WorkflowTask").objects.create(
        workflow=workflow, task_id=task.pk, sort_order=0
    )
    archive = apps.get_model("newsletter", "NewsletterIndexPage").objects.get()
    apps.get_model("wagtailcore", "WorkflowPage").objects.create(workflow=workflow, page_id=archive.pk)


def _grant(apps: StateApps, group: str, model: str, codename: str, name: str) -> None:
    """Give a right that Django itself makes only after all migrations."""
    permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=_content_type(apps, model), codename=codename, defaults={"name": name}
    )
    apps.get_model("auth", "Group").objects.get(name=group).permissions.add(permission)


def _content_type(apps: StateApps, model: str) -> Model:
    found, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="newsletter", model=model
    )
    return found


class Migration(migrations.Migration):
    dependencies = [
        ("newsletter", "0004_topics_segments_dry_runs"),
        ("accounts", "0002_groups"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [
        migrations.RunPython(found_topics, migrations.RunPython.noop),
        migrations.RunPython(give_rights, migrations.RunPython.noop),
        migrations.RunPython(start_workflow, migrations.RunPython.noop),
    ]
