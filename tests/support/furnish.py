"""A tavern with something of everything in it, for tests that look at every page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from accounts.models import User
from accounts.tests.factories import UserFactory
from ads import services
from ads.models import AdPage, Category
from ads.tests.factories import AdFactory
from newsletter.models import NewsletterPage, Subscription
from newsletter.services import subscribe
from newsletter.tests.factories import release
from responses.models import Response
from responses.services import invite_recruiter, write_message, write_side_note
from responses.tests.factories import ResponseFactory
from tests.support.pictures import upload_picture

BODY = """<h2>Кто мы</h2><p>Ходим <strong>по средам</strong>, <a href="https://example.org/">карта</a>.</p>
<ol><li>зелья</li><li>верёвка</li></ol><blockquote><p>Без опозданий</p></blockquote>
<figure class="table"><table><thead><tr><th>роль</th><th>место</th></tr></thead>
<tbody><tr><td>танк</td><td>есть</td></tr></tbody></table><figcaption>Состав</figcaption></figure>
<figure class="media"><oembed url="https://www.youtube.com/watch?v=dQw4w9WgXcQ"></oembed></figure>
<figure class="image"><img data-image-id="{picture}" alt="карта"><figcaption>Карта</figcaption></figure>"""
LONG = "Ищем-в-постоянный-состав-целителя-которому-не-скучно-третий-год-подряд и не жалко сна"


@dataclass(frozen=True)
class Furnished:
    """Who is there and what hangs on the board."""

    author: User
    player: User
    stranger: User
    live: AdPage
    draft: AdPage
    closed: AdPage
    response: Response
    issue: NewsletterPage
    subscription: Subscription


@cache
def furnish(_database: str) -> Furnished:
    """Fill the site, once for each database."""
    author, player = UserFactory(), UserFactory(display_name="Длинное-Имя-Без-Единого-Пробела")
    for category in Category.values:
        AdFactory(author=author, category=category, live=True)
    live = AdFactory(
        author=author, live=True, title=LONG, body=BODY.format(picture=upload_picture(by=author))
    )
    AdFactory(author=author, submitted=True)
    asked = AdFactory(author=author, submitted=True)
    asked.current_workflow_state.current_task_state.reject(
        user=UserFactory(staff=True), comment="Уберите цену"
    )
    services.withdraw_ad(ad_id=AdFactory(author=author, submitted=True).pk, by=author)
    response = ResponseFactory(ad=live, author=player, text="Жрец, " + "оченьдлинноеслово" * 12)
    for writer in (author, player):
        write_message(response_id=response.pk, text="Идём в среду: " + "многобукв" * 20, by=writer)
    for trait in ("seen", "shortlisted", "accepted", "declined", "withdrawn", "deleted"):
        ResponseFactory(ad=live, **{trait: True})
    write_side_note(response_id=response.pk, text="Спросить: " + "многобукв" * 20, by=author)
    stranger = UserFactory()
    invite_recruiter(ad_id=live.pk, name=stranger.display_name, by=author)
    _publish_patch()
    subscription = subscribe(by=player)
    issue = NewsletterPage.objects.get(pk=release().page_id)
    return Furnished(
        author=author,
        player=player,
        stranger=stranger,
        live=live,
        draft=AdFactory(author=author),
        closed=AdFactory(author=author, closed=True),
        response=response,
        issue=issue,
        subscription=subscription,
    )


def _publish_patch() -> None:
    """What hangs on the board so far is older than a patch with much to say."""
    services.publish_patch(
        name="Гнев-Ледяных-Пиков-11.2",
        link="https://example.org/" + "patch" * 20,
        notes="Хилы лечат слабее: " + "многобукв" * 12,
        by=UserFactory(administrator=True),
    )


def person(furnished: Furnished, name: str) -> User | None:
    """The one who looks at a page; "nobody" is a visitor."""
    return None if name == "nobody" else getattr(furnished, name)
