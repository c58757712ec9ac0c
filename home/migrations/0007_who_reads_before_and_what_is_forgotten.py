"""The rules say who reads a text before it is public and how long it stays, the page about privacy how long log-ins
are kept; a page that was rewritten stays as it is.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

RULES = {
    "body": (
        """<p>Каждое объявление до публикации читает живой модератор, обычно в течение часа. Если что-то нужно поправить, он напишет,
что именно. Объявление висит тридцать дней, потом его можно продлить. Правка опубликованного тоже проверяется, а до тех пор
на доске остаётся прежний текст.</p>""",
        """<p>Объявления и правки новых игроков до публикации читает живой модератор, обычно в течение часа; пока он не прочёл
правку, на доске остаётся прежний текст. Если что-то нужно поправить, он напишет, что именно. Когда модераторы вас узнают, до
публикации они читают только новые объявления: правки видны сразу, а модератор смотрит их потом. Кому модераторы доверяют, тот
публикует всё сразу. Кто бы ни писал, проверки ждёт текст со словами, за которыми следят модераторы, а во время тревоги всё.
Что позволяет ваш уровень, сказано на странице «Моё положение».</p>
<p>До какого дня открыто объявление, написано на нём самом. Перед концом срока автору приходит письмо: продлить можно одним нажатием.</p>""",
    ),
    "body_en": (
        """<p>A human moderator reads every listing before it is published, usually within an hour. If something needs a change, they write
what. A listing stays for thirty days and can be renewed. An edit of a published listing is checked too; until then the board
keeps the earlier text.</p>""",
        """<p>A human moderator reads listings and edits of new players before they are public, usually within an hour; until an edit is
read the board keeps the earlier text. If something needs a change, they write what. Once the moderators know you, they read only
new listings beforehand: edits are on the board at once, and a moderator looks at them afterwards. Whom the moderators trust
publishes everything at once. Whoever wrote it, a text with words that moderators watch for waits for them, and during an alarm
everything does. What your level allows is said on the page “My standing”.</p>
<p>Until what day a listing is open is written on it. Before its time is over its author gets a letter with one press to renew it.</p>""",
    ),
}
PRIVACY = {
    "body": (
        "Видят его только они.</li></ul>",
        "Видят его только они.</li>\n<li><b>Где вы вошли:</b> адрес в сети, браузер и время последнего посещения. Это удаляется в "
        "течение суток после того, как вы там вышли или две недели там не были. Видите это вы и администраторы.</li></ul>",
    ),
    "body_en": (
        "Only they see it.</li></ul>",
        "Only they see it.</li>\n<li><b>Where you are signed in:</b> the network address, the browser and the time of the last "
        "visit. They are deleted within a day after you sign out there, or haven’t been there for two weeks. You and the "
        "administrators see them.</li></ul>",
    ),
}


def say_so(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for slug, says in (("rules", RULES), ("privacy", PRIVACY)):
        for page in apps.get_model("home", "InfoPage").objects.filter(slug=slug, latest_revision=None):
            for field, (before, after) in says.items():
                setattr(page, field, getattr(page, field).replace(before, after))
            page.save(update_fields=list(says))


class Migration(migrations.Migration):
    dependencies = [("home", "0006_privacy_of_watched_words")]

    operations = [migrations.RunPython(say_so, migrations.RunPython.noop)]
