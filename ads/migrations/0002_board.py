"""The board under the home page, the moderators' workflow on it, and the moderators' rights."""

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.utils import timezone

HOME_PATH = "00010001"
UPLOADS = "Players' uploads"


def build_board(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    board = _plant_board(apps)
    _start_workflow(apps, board)
    _give_rights(apps, board)
    _make_collection(apps)


def _plant_board(apps: StateApps) -> Any:
    ContentType = apps.get_model("contenttypes", "ContentType")
    Page = apps.get_model("wagtailcore", "Page")
    home = Page.objects.get(path=HOME_PATH)
    page_type, _ = ContentType.objects.get_or_create(app_label="board", model="boardpage")
    now = timezone.now()
    home.numchild += 1
    board = apps.get_model("board", "BoardPage").objects.create(
        title="Доска",
        draft_title="Доска",
        slug="board",
        path=f"{HOME_PATH}{home.numchild:04d}",
        depth=3,
        numchild=0,
        url_path="/home/board/",
        content_type=page_type,
        locale_id=home.locale_id,
        live=True,
        first_published_at=now,
        last_published_at=now,
    )
    home.save()
    return board


def _start_workflow(apps: StateApps, board: Any) -> None:
    ContentType = apps.get_model("contenttypes", "ContentType")
    task_type, _ = ContentType.objects.get_or_create(app_label="board", model="adreviewtask")
    task = apps.get_model("board", "AdReviewTask").objects.create(
        name="Проверка модератором", active=True, content_type=task_type
    )
    task.groups.set(apps.get_model("auth", "Group").objects.filter(name__in=("Moderators", "Administrators")))
    workflow = apps.get_model("wagtailcore", "Workflow").objects.create(
        name="Модерация объявлений", active=True
    )
    apps.get_model("wagtailcore", "WorkflowTask").objects.create(
        workflow=workflow, task_id=task.pk, sort_order=0
    )
    apps.get_model("wagtailcore", "WorkflowPage").objects.create(workflow=workflow, page_id=board.pk)


def _give_rights(apps: StateApps, board: Any) -> None:
    """Moderators open every ad in the CMS; publishing is the workflow's, so that nothing unseen goes live."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    page_type, _ = ContentType.objects.get_or_create(app_label="wagtailcore", model="page")
    change, _ = Permission.objects.get_or_create(
        content_type=page_type, codename="change_page", defaults={"name": "Can change page"}
    )
    for group in apps.get_model("auth", "Group").objects.filter(name__in=("Moderators", "Administrators")):
        apps.get_model("wagtailcore", "GroupPagePermission").objects.create(
            group=group, page_id=board.pk, permission=change
        )


def _make_collection(apps: StateApps) -> None:
    """Keep players' uploads apart from the editors' pictures."""
    Collection = apps.get_model("wagtailcore", "Collection")
    root = Collection.objects.get(depth=1)
    root.numchild += 1
    Collection.objects.create(name=UPLOADS, path=f"{root.path}{root.numchild:04d}", depth=2, numchild=0)
    root.save()


class Migration(migrations.Migration):
    dependencies = [
        ("board", "0001_initial"),
        ("home", "0002_site_root"),
        ("accounts", "0002_groups"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [migrations.RunPython(build_board, migrations.RunPython.noop)]
