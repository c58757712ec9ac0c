"""The archive under the home page, the editors' rights on it, and a collection for their pictures."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import Model
from django.utils import timezone

HOME_PATH = "00010001"
PICTURES = "Pictures of the newsletter"
EDITORS, ADMINISTRATORS = "Editors", "Administrators"


def found_news(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    archive = _plant_archive(apps)
    _end_default_workflow(apps)
    _give_page_rights(apps, archive)
    _give_newsletter_rights(apps)
    _give_picture_rights(apps, _make_collection(apps))


def _plant_archive(apps: StateApps) -> Model:
    ContentType = apps.get_model("contenttypes", "ContentType")
    home = apps.get_model("wagtailcore", "Page").objects.get(path=HOME_PATH)
    page_type, _ = ContentType.objects.get_or_create(app_label="newsletter", model="newsletterindexpage")
    now = timezone.now()
    home.numchild += 1
    archive = apps.get_model("newsletter", "NewsletterIndexPage").objects.create(
        title="Новости",
        draft_title="Новости",
        slug="news",
        path=f"{HOME_PATH}{home.numchild:04d}",
        depth=3,
        numchild=0,
        url_path="/home/news/",
        content_type=page_type,
        locale_id=home.locale_id,
        live=True,
        first_published_at=now,
        last_published_at=now,
    )
    home.save()
    return archive


def _end_default_workflow(apps: StateApps) -> None:
    """Wagtail's own workflow on the root would let moderators edit and publish issues."""
    apps.get_model("wagtailcore", "WorkflowPage").objects.filter(page__depth=1).delete()


def _give_page_rights(apps: StateApps, archive: Model) -> None:
    """Editors write; what goes live goes by a release. Administrators also correct what is live."""
    PagePermission = apps.get_model("wagtailcore", "GroupPagePermission")
    rights = {EDITORS: ("add", "change"), ADMINISTRATORS: ("add", "change", "publish")}
    for name, actions in rights.items():
        for action in actions:
            permission = _permission(apps, "wagtailcore", "page", f"{action}_page", f"Can {action} page")
            PagePermission.objects.create(group=_group(apps, name), page_id=archive.pk, permission=permission)


def _give_newsletter_rights(apps: StateApps) -> None:
    release = "Can release newsletters to all subscribers"
    for name in (EDITORS, ADMINISTRATORS):
        _group(apps, name).permissions.add(
            _permission(apps, "newsletter", "mailing", "view_mailing", "Can view mailing"),
            _permission(apps, "newsletter", "mailing", "release_mailing", release),
        )


def _make_collection(apps: StateApps) -> Model:
    Collection = apps.get_model("wagtailcore", "Collection")
    root = Collection.objects.get(depth=1)
    root.numchild += 1
    collection = Collection.objects.create(
        name=PICTURES, path=f"{root.path}{root.numchild:04d}", depth=2, numchild=0
    )
    root.save()
    return collection


def _give_picture_rights(apps: StateApps, collection: Model) -> None:
    CollectionPermission = apps.get_model("wagtailcore", "GroupCollectionPermission")
    for name in (EDITORS, ADMINISTRATORS):
        for action in ("add", "change", "choose"):
            permission = _permission(apps, "wagtailimages", "image", f"{action}_image", f"Can {action} image")
            CollectionPermission.objects.create(
                group=_group(apps, name), collection=collection, permission=permission
            )


def _group(apps: StateApps, name: str) -> Model:
    return apps.get_model("auth", "Group").objects.get(name=name)


def _permission(apps: StateApps, app_label: str, model: str, codename: str, name: str) -> Model:
    """Return a permission that Django itself creates only after all migrations."""
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label=app_label, model=model
    )
    permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename=codename, defaults={"name": name}
    )
    return permission


class Migration(migrations.Migration):
    dependencies = [
        ("newsletter", "0001_initial"),
        ("home", "0002_site_root"),
        # Both plant a page and a collection: one after the other.
        ("board", "0002_board"),
        ("accounts", "0002_groups"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        ("wagtailimages", "0023_add_choose_permissions"),
    ]

    operations = [migrations.RunPython(found_news, migrations.RunPython.noop)]
