"""The page about privacy says when moderators read what two players say; a page that was rewritten stays as it is."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SAYS = {
    "body": (
        "отклики только вы и тот, кому вы ответили.",
        "отклики вы, тот, кому вы ответили, и модераторы; сообщения только вы двое, а модераторы те из них, "
        "на которые пожаловались или в которых есть слова из списка модераторов.",
    ),
    "body_en": (
        "only you and the person you answered see a response.",
        "you, the person you answered and moderators see a response; only the two of you see messages, and "
        "moderators those that were flagged or have words of the moderators’ list in them.",
    ),
}


def say_so(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for page in apps.get_model("home", "InfoPage").objects.filter(slug="privacy", latest_revision=None):
        for field, (before, after) in SAYS.items():
            setattr(page, field, getattr(page, field).replace(before, after))
        page.save(update_fields=list(SAYS))


class Migration(migrations.Migration):
    dependencies = [("home", "0005_privacy_of_sign_ups")]

    operations = [migrations.RunPython(say_so, migrations.RunPython.noop)]
