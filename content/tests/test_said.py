"""Everything that a text says is looked at, and nobody is asked for it."""

import pytest

from accounts.tests.factories import UserFactory
from ads.models import AdPage
from ads.tests.factories import AdFactory
from content.said import said_in
from tests.support.pictures import upload_picture

pytestmark = pytest.mark.django_db

BODY = """<h2>Заголовок</h2><p>аб<b>вг</b> <a href="https://a.example/%D0%BF%D1%83%D1%82%D1%8C">тут</a></p>
<ul><li>пункт<ul><li><a href="https://b.example/">глубже</a></li></ul></li></ul>
<blockquote><p>цитата <a href="mailto:x@c.example">почта</a></p></blockquote>
<figure class="table"><table><tbody><tr><td>клетка</td><td><a href="https://d.example/">ссылка</a></td></tr></tbody>
</table><figcaption>под таблицей</figcaption></figure>
<figure class="media"><oembed url="https://e.example/video"></oembed></figure>
<figure class="image"><img data-image-id="{}" src="/x" alt="описание">
<figcaption>под картинкой</figcaption></figure>"""
SAID = (
    *("Заголовок", "абвг тут", "пункт", "глубже", "цитата почта", "клетка", "под таблицей", "описание"),
    *("под картинкой", "https://a.example/путь", "https://b.example/", "mailto:x@c.example"),
    *("https://d.example/", "https://e.example/video"),
)


def test_words_descriptions_and_addresses_are_said_without_a_query(django_assert_num_queries):
    author = UserFactory()
    ad = AdFactory(author=author, body=BODY.format(upload_picture(by=author)))
    stored = AdPage.objects.select_related("latest_revision").get(pk=ad.pk)
    with django_assert_num_queries(0):
        said = said_in(stored.latest_text().body)
    assert [words for words in SAID if words not in said] == []
    assert said_in(ad.get_latest_revision_as_object().body) == said


def test_a_text_without_a_word_says_nothing():
    assert said_in(AdPage().body) == ""
