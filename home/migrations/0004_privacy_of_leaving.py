"""What goes and what stays when a player leaves; a page that somebody has rewritten keeps its own words."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SAID = {
    "body": (
        """После удаления
профиля исчезают почта, имя, объявления и отклики.""",
        """После удаления
профиля исчезают почта, имя, сеансы, черновики и уведомления; объявления уходят с доски, а то, о чём с вами говорили другие,
остаётся у них под номером вместо имени. Передумать можно семь дней.""",
    ),
    "body_en": (
        """With the profile
go the e-mail, the name, the listings and the responses.""",
        """With the profile
go the e-mail, the name, the sessions, drafts and notifications; listings leave the board, and what others talked about with you
stays with them under a number in the place of your name. You have seven days to think it over.""",
    ),
}


def say_so(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    InfoPage = apps.get_model("home", "InfoPage")
    for page in InfoPage.objects.filter(slug="privacy"):
        for field, (earlier, now) in SAID.items():
            setattr(page, field, getattr(page, field).replace(earlier, now))
        page.save(update_fields=list(SAID))


class Migration(migrations.Migration):
    dependencies = [("home", "0003_rules_and_privacy")]

    operations = [migrations.RunPython(say_so, migrations.RunPython.noop)]
