"""Put the home page at the root of the default site, in the place of Wagtail's welcome page."""

from django.conf import settings
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.utils import timezone
from wagtail.coreutils import get_supported_content_language_variant

ROOT_PATH = "0001"
HOME_PATH = "00010001"


def plant_home(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    ContentType = apps.get_model("contenttypes", "ContentType")
    HomePage = apps.get_model("home", "HomePage")
    Locale = apps.get_model("wagtailcore", "Locale")
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")

    welcome_type = ContentType.objects.filter(app_label="wagtailcore", model="page").first()
    Page.objects.filter(path=HOME_PATH, content_type=welcome_type).delete()
    home_type, _ = ContentType.objects.get_or_create(app_label="home", model="homepage")
    locale, _ = Locale.objects.get_or_create(
        language_code=get_supported_content_language_variant(settings.LANGUAGE_CODE)
    )
    now = timezone.now()
    home = HomePage.objects.create(
        title="Таверна",
        draft_title="Таверна",
        slug="home",
        path=HOME_PATH,
        depth=2,
        numchild=0,
        url_path="/home/",
        content_type=home_type,
        locale=locale,
        live=True,
        first_published_at=now,
        last_published_at=now,
    )
    Page.objects.filter(path=ROOT_PATH).update(numchild=1)
    Site.objects.filter(is_default_site=True).delete()
    Site.objects.create(
        hostname="localhost", port=80, site_name="Таверна", root_page=home, is_default_site=True
    )


def uproot_home(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("wagtailcore", "Page").objects.filter(path__startswith=HOME_PATH).delete()
    apps.get_model("wagtailcore", "Page").objects.filter(path=ROOT_PATH).update(numchild=0)


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(plant_home, uproot_home)]
