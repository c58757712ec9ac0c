"""Which page uses which picture; filled from the revisions that exist."""

import json
from collections.abc import Iterator
from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def note_uses(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    PictureUse = apps.get_model("board", "PictureUse")
    pages = set(apps.get_model("wagtailcore", "Page").objects.values_list("pk", flat=True))
    pictures = set(apps.get_model("board", "Picture").objects.values_list("pk", flat=True))
    if not pictures:
        return
    revisions = apps.get_model("wagtailcore", "Revision").objects.filter(
        base_content_type__app_label="wagtailcore", base_content_type__model="page"
    )
    for page, content in revisions.values_list("object_id", "content").iterator(chunk_size=500):
        shown = set(_pictures_in(content)) & pictures if int(page) in pages else ()
        uses = [PictureUse(page_id=int(page), picture_id=picture) for picture in shown]
        PictureUse.objects.bulk_create(uses, ignore_conflicts=True)


def _pictures_in(value: Any) -> Iterator[int]:
    """Find every `"image": 5` of a revision, whose streams are JSON within its JSON."""
    if isinstance(value, str) and value.startswith("[{"):
        value = json.loads(value)
    if isinstance(value, list):
        for item in value:
            yield from _pictures_in(item)
    elif isinstance(value, dict):
        if isinstance(value.get("image"), int):
            yield value["image"]
        for item in value.values():
            yield from _pictures_in(item)


class Migration(migrations.Migration):
    dependencies = [
        ("board", "0005_writing_draft"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [
        migrations.CreateModel(
            name="PictureUse",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="wagtailcore.page"
                    ),
                ),
                (
                    "picture",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="board.picture"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("page", "picture"), name="picture_use_once")],
            },
        ),
        migrations.RunPython(note_uses, migrations.RunPython.noop),
    ]
