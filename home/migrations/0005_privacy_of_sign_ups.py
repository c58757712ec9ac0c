"""The page about privacy says that the address of a sign-up is kept; a page that was rewritten stays as it is."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

ENDS = {
    "body": (
        "рассылку мусора.</li></ul>",
        "рассылку мусора.</li>\n<li><b>Адрес в сети, с которого вы зарегистрировались,</b> тридцать дней: "
        "по нему модераторы узнают волны мусорных учётных записей. Видят его только они.</li></ul>",
    ),
    "body_en": (
        "password guessing and junk.</li></ul>",
        "password guessing and junk.</li>\n<li><b>The network address you signed up from,</b> for thirty days: "
        "moderators tell waves of junk accounts by it. Only they see it.</li></ul>",
    ),
}


def say_so(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for page in apps.get_model("home", "InfoPage").objects.filter(slug="privacy", latest_revision=None):
        for field, (before, after) in ENDS.items():
            setattr(page, field, getattr(page, field).replace(before, after))
        page.save(update_fields=list(ENDS))


class Migration(migrations.Migration):
    dependencies = [("home", "0004_privacy_of_leaving")]

    operations = [migrations.RunPython(say_so, migrations.RunPython.noop)]
