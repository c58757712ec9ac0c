"""The two pages of information that sign-up asks consent to, in both languages; editors change them in the CMS."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import F
from django.utils import timezone
from wagtail.models import Page as TreeMath

RULES_RU = """
<p>Таверна стоит на том, что объявлениям здесь можно верить. Правил немного, и все они про это.</p>
<h2>Что можно</h2>
<ul><li>Искать и предлагать: группу, гильдию, ремесло, товар, помощь с заданием. Всё, что бывает между игроками сервера.</li>
<li>Шутить, рассказывать о себе, показывать картинки и записи боёв.</li>
<li>Торговать за игровое золото и вещи.</li></ul>
<h2>Чего нельзя</h2>
<ul><li>Продавать и покупать за настоящие деньги: золото, вещи, персонажей, прокачку.</li>
<li>Оскорблять, травить, угрожать, разжигать вражду. Спор о добыче решайте не на доске.</li>
<li>Выдавать себя за другого игрока, модератора или чужую гильдию.</li>
<li>Выкладывать чужие личные данные: имена, адреса, переписку, лица без согласия.</li>
<li>Рекламировать постороннее, звать на другие проекты, ставить ссылки-ловушки.</li>
<li>Выкладывать читы, взлом, ботов и то, что запрещает закон.</li>
<li>Вешать одно и то же несколько раз. Чтобы объявление поднялось, есть кнопка.</li></ul>
<h2>Как проверяют</h2>
<p>Каждое объявление до публикации читает живой модератор, обычно в течение часа. Если что-то нужно поправить, он напишет,
что именно. Объявление висит тридцать дней, потом его можно продлить. Правка опубликованного тоже проверяется, а до тех пор
на доске остаётся прежний текст.</p>
<h2>Если правила нарушены</h2>
<p>Сначала просим поправить. За повторное и за грубое объявление скрываем, а игроку можем на время или насовсем закрыть доску.
О решении приходит письмо с причиной. Не согласны: ответьте модераторам, адрес внизу каждой страницы, другой модератор посмотрит
ещё раз.</p>
"""

RULES_EN = """
<p>Tavern rests on listings that can be trusted. The rules are few, and all of them serve that.</p>
<h2>What is welcome</h2>
<ul><li>Looking for and offering: a group, a guild, a craft, goods, help with a quest. Whatever happens between players of the server.</li>
<li>Jokes, a few words about yourself, pictures and recordings of fights.</li>
<li>Trading for gold and items of the game.</li></ul>
<h2>What is not</h2>
<ul><li>Buying or selling for real money: gold, items, characters, levelling.</li>
<li>Insults, harassment, threats, hatred. Settle quarrels about loot elsewhere.</li>
<li>Passing for another player, a moderator or somebody else’s guild.</li>
<li>Other people’s personal data: names, addresses, letters, faces without consent.</li>
<li>Advertising of unrelated things, recruiting for other projects, deceptive links.</li>
<li>Cheats, hacks, bots, and whatever the law forbids.</li>
<li>The same listing several times. There is a button that lifts it to the top.</li></ul>
<h2>How listings are checked</h2>
<p>A human moderator reads every listing before it is published, usually within an hour. If something needs a change, they write
what. A listing stays for thirty days and can be renewed. An edit of a published listing is checked too; until then the board
keeps the earlier text.</p>
<h2>When rules are broken</h2>
<p>First we ask for a change. For repeated or gross breaches we hide the listing and may close the board to the player, for a while
or for good. A letter tells the decision and its reason. If you disagree, answer the moderators at the address on every page:
another moderator will look again.</p>
"""

PRIVACY_RU = """
<p>Коротко: мы храним только то, без чего доска не работает, никому этого не продаём и не следим за вами.</p>
<h2>Что мы храним</h2>
<ul><li><b>Почту и пароль.</b> Почту никто, кроме вас и администраторов, не видит. Пароль хранится зашифрованным в одну сторону, прочесть его не можем и мы.</li>
<li><b>Имя на доске.</b> Его видят все.</li>
<li><b>Объявления, картинки и отклики.</b> Объявления видят все, отклики только вы и тот, кому вы ответили. Из картинок мы удаляем место съёмки и прочие скрытые данные.</li>
<li><b>Настройки:</b> язык, часовой пояс, какие письма получать.</li>
<li><b>Журналы сервера</b> с адресами посетителей, чтобы останавливать перебор паролей и рассылку мусора.</li></ul>
<h2>Cookie</h2>
<p>Только необходимые: вход, защита форм, выбранный язык. Тема оформления хранится в вашем браузере. Счётчиков, рекламных и сторонних
скриптов нет. Видео с чужого сайта загружается, только когда вы сами нажмёте на него, и тогда тот сайт узнает о вашем посещении.</p>
<h2>Письма</h2>
<p>Коды, отклики и решения модераторов приходят сразу, это настраивается. Письмо с новостями выключено, пока вы его не включите, и
отписаться от него можно одним нажатием в самом письме.</p>
<h2>Ваши права</h2>
<p>Вы можете посмотреть и исправить свои данные в настройках, получить их копию, удалить объявления и сам профиль. После удаления
профиля исчезают почта, имя, объявления и отклики. Если чего-то не получается сделать самому, напишите модераторам: адрес внизу
каждой страницы.</p>
"""

PRIVACY_EN = """
<p>In short: we keep only what the board can’t work without, sell it to nobody and don’t track you.</p>
<h2>What we keep</h2>
<ul><li><b>Your e-mail and password.</b> Nobody but you and the administrators sees the e-mail. The password is stored as a one-way hash that we can’t read either.</li>
<li><b>Your name on the board.</b> Everyone sees it.</li>
<li><b>Listings, pictures and responses.</b> Everyone sees listings; only you and the person you answered see a response. We remove the place and other hidden data from pictures.</li>
<li><b>Settings:</b> language, time zone, which letters to get.</li>
<li><b>Server logs</b> with visitors’ addresses, to stop password guessing and junk.</li></ul>
<h2>Cookies</h2>
<p>Necessary ones only: signing in, protecting forms, the chosen language. The theme is kept in your browser. There are no counters,
no advertising, no foreign scripts. A video from another site loads only when you press it, and then that site learns of your visit.</p>
<h2>Letters</h2>
<p>Codes, responses and moderators’ decisions come at once; you can change that. The letter with the news is off until you turn it on,
and one press in the letter itself turns it off.</p>
<h2>Your rights</h2>
<p>You can see and correct your data in the settings, get a copy of it, delete your listings and the profile itself. With the profile
go the e-mail, the name, the listings and the responses. If something can’t be done by yourself, write to the moderators: the address
is at the foot of every page.</p>
"""

PAGES = (
    ("rules", "Правила доски", "Rules of the board", RULES_RU, RULES_EN),
    ("privacy", "Личные данные", "Privacy", PRIVACY_RU, PRIVACY_EN),
)


def write_pages(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    ContentType = apps.get_model("contenttypes", "ContentType")
    InfoPage = apps.get_model("home", "InfoPage")
    Page = apps.get_model("wagtailcore", "Page")
    home = apps.get_model("home", "HomePage").objects.get()
    info_type, _ = ContentType.objects.get_or_create(app_label="home", model="infopage")
    now = timezone.now()
    for slug, title, title_en, body, body_en in PAGES:
        InfoPage.objects.create(
            title=title,
            draft_title=title,
            title_en=title_en,
            body=body.strip(),
            body_en=body_en.strip(),
            slug=slug,
            path=free_path(Page, home.path),
            depth=home.depth + 1,
            numchild=0,
            url_path=f"{home.url_path}{slug}/",
            content_type=info_type,
            locale_id=home.locale_id,
            live=True,
            first_published_at=now,
            last_published_at=now,
        )
        Page.objects.filter(pk=home.pk).update(numchild=F("numchild") + 1)


def free_path(Page: type, parent: str) -> str:
    """Return the tree path after the parent's last child: other apps plant pages here too, before or after us."""
    last = (
        Page.objects.filter(path__startswith=parent, depth=len(parent) // TreeMath.steplen + 1)
        .order_by("path")
        .last()
    )
    if last is None:
        return TreeMath._get_path(parent, len(parent) // TreeMath.steplen + 1, 1)
    return TreeMath._inc_path(TreeMath(path=last.path, depth=last.depth))


def remove_pages(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    removed, _ = (
        apps.get_model("home", "InfoPage").objects.filter(slug__in=[page[0] for page in PAGES]).delete()
    )
    if removed:
        home = apps.get_model("home", "HomePage").objects
        home.update(numchild=F("numchild") - len(PAGES))


class Migration(migrations.Migration):
    dependencies = [("home", "0002_site_root")]

    operations = [migrations.RunPython(write_pages, remove_pages)]
