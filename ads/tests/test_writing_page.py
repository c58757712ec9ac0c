"""The writing page without a browser: preview, plain text, words about what will happen."""

from __future__ import annotations

import re

import pytest
from django.contrib.messages import get_messages
from wagtail.models import Revision

from accounts.models import User
from accounts.tests.factories import UserFactory
from ads.models import AdPage, AdStatus, BoardEntry, PendingEdit
from ads.tests.factories import AdFactory

NEW = "/my/listings/new/"
FILLED = {"title": "Новый заголовок", "category": "healers", "body": "<p>Совсем <i>другие</i> слова</p>"}

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(client) -> User:
    author = UserFactory()
    client.force_login(author)
    return author


def test_a_preview_is_the_public_page_with_its_way_back(client, author):
    page = client.post(NEW, FILLED | {"action": "preview", "extra": "из другой части формы"})
    html = page.content.decode()
    assert "ads/listing.html" in [template.name for template in page.templates]
    assert "<em>другие</em>" in html
    assert 'name="action" value="write"' in html
    for name, value in (("title", FILLED["title"]), ("extra", "из другой части формы")):
        assert f'<input type="hidden" name="{name}" value="{value}">' in html
    assert "&lt;i&gt;другие&lt;/i&gt;" in html
    assert not AdPage.objects.exists()

    back = client.post(NEW, FILLED | {"action": "write"}).content.decode()
    assert "&lt;i&gt;другие&lt;/i&gt;" in back
    assert not AdPage.objects.exists()


@pytest.mark.parametrize("state", ["live", "submitted"])
def test_a_preview_of_an_edit_is_no_event(client, author, state):
    ad = AdFactory(author=author, **{state: True})
    before = BoardEntry.objects.values().get(pk=ad.pk), Revision.objects.count()
    page = client.post(f"/my/listings/{ad.pk}/edit/", FILLED | {"action": "preview"})
    assert FILLED["title"] in page.content.decode()
    assert (BoardEntry.objects.values().get(pk=ad.pk), Revision.objects.count()) == before
    assert AdPage.objects.get(pk=ad.pk).title == ad.title


def test_nobody_previews_into_somebody_elses_listing(client, author):
    ad = AdFactory(live=True)
    assert client.post(f"/my/listings/{ad.pk}/edit/", FILLED | {"action": "preview"}).status_code == 404


def test_what_a_preview_refuses_stands_in_the_form(client, author):
    page = client.post(NEW, FILLED | {"body": "а" * 20_001, "action": "preview"})
    assert page.context["form"].errors["body"]


def test_plain_text_keeps_its_lines(client, author):
    client.post(NEW, FILLED | {"body": "Раз\r\nдва\r\n\r\nтри <3", "action": "save"})
    body = AdPage.objects.get().body
    assert str(body[0].value.source) == "<p>Раз<br/>два</p><p>три &lt;3</p>"


def test_a_rich_text_saved_again_without_a_script_stays_as_it_was(client, author):
    rich = "<h2>Кто мы</h2><p>раз</p><ul><li>меч</li></ul><blockquote><p>слово</p></blockquote>"
    client.post(NEW, FILLED | {"body": rich, "action": "save"})
    ad = AdPage.objects.get()
    address = f"/my/listings/{ad.pk}/edit/"
    shown = client.get(address).context["form"]["body"].value()
    client.post(address, FILLED | {"body": shown.replace("\n", "\r\n"), "action": "save"})
    again = AdPage.objects.get(pk=ad.pk).get_latest_revision_as_object()
    assert again.body == ad.get_latest_revision_as_object().body


def test_the_author_is_told_of_pictures_that_nobody_fetches(client, author):
    body = '<p>Слова</p><img src="https://elsewhere.example/a.png">'
    answer = client.post(NEW, FILLED | {"body": body, "action": "save"})
    assert any("other" in str(m) or "друг" in str(m) for m in get_messages(answer.wsgi_request))
    assert [block.block_type for block in AdPage.objects.get().body] == ["text"]


def test_the_buttons_say_what_will_happen(client, author):
    def words(ad: AdPage | None = None) -> str:
        address = f"/my/listings/{ad.pk}/edit/" if ad else NEW
        return client.get(address, headers={"accept-language": "en"}).content.decode()

    assert ">Send to a moderator</button>" in words()
    assert 'value="submit"' not in words(AdFactory(author=author, submitted=True))
    live = words(AdFactory(author=author, live=True))
    assert ">Save without sending</button>" in live
    assert "The earlier text stays on the board" in live
    author.trust = User.Trust.TRUSTED
    author.save()
    assert ">Publish</button>" in words()


def test_the_bar_of_the_writing_page_neither_sends_nor_leads_to_where_one_is(client, author):
    ad = AdFactory(author=author, live=True)
    edit, submit = f"/my/listings/{ad.pk}/edit/", f"/my/listings/{ad.pk}/submit/"
    client.post(edit, FILLED | {"action": "save"})
    for page in (client.get(edit), client.get(f"/my/listings/{AdFactory(author=author).pk}/edit/")):
        html = page.content.decode()
        assert 'class="owner' in html
        assert f'action="{submit}"' not in html
        assert not re.search(r'href="/my/listings/\d+/edit/"', html)
    elsewhere = client.get("/my/listings/").content.decode()
    assert f'action="{submit}"' in elsewhere
    assert f'href="{edit}"' in elsewhere


def test_a_trusted_author_hears_that_it_is_up(client, author):
    author.trust = User.Trust.TRUSTED
    author.save()
    answer = client.post(NEW, FILLED | {"action": "submit"}, headers={"accept-language": "en"})
    assert [str(m) for m in get_messages(answer.wsgi_request)] == ["Published. Everyone sees it now."]
    entry = BoardEntry.objects.get()
    assert (entry.status, entry.pending) == (AdStatus.LIVE, PendingEdit.NONE)


def test_an_empty_listing_hears_at_once_of_everything_that_is_missing(client, author):
    page = client.post(NEW, {"title": "", "category": "", "body": "<p> </p>", "action": "submit"})
    assert set(page.context["form"].errors) == {"title", "category", "body"}
    assert client.post(NEW, FILLED | {"body": "", "action": "save"}).status_code == 302


def test_without_scripts_the_list_before_sending_says_how_it_stands(client, author):
    done = {name: f'<li data-ready="{name}">' for name in ("title", "category", "text")}
    todo = {name: f'<li data-ready="{name}" class="todo">' for name in done}
    empty = client.get(NEW).content.decode()
    filled = client.post(NEW, FILLED | {"action": "write"}).content.decode()
    for name in done:
        assert todo[name] in empty, name
        assert done[name] in filled, name


def test_marks_of_the_text_are_words_in_the_hint(client, author):
    hint = client.get(NEW).content.decode().partition('id="body-plain"')[2].partition("</noscript>")[0]
    assert "&lt;p&gt;" in hint
    assert hint.count("<p") == 0
