"""The moderators' list in the CMS, and who may see and use it."""

import pytest
from django.urls import reverse

from accounts.tests.factories import UserFactory
from ads.models import AdStatus, BoardEntry, BoardPage
from ads.tests.factories import AdFactory
from mailing.models import OutboxMessage

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator(client):
    user = UserFactory(moderator=True)
    client.force_login(user)
    return user


def test_what_waits_stands_first(client, moderator):
    live, waiting = AdFactory(live=True), AdFactory(submitted=True)
    page = client.get(reverse("moderation:index")).content.decode()
    assert page.index(waiting.title) < page.index(live.title)


def test_the_list_searches_and_filters(client, moderator):
    live, waiting = AdFactory(live=True), AdFactory(submitted=True)
    page = client.get(reverse("moderation:index"), {"status": "live"}).content.decode()
    assert live.title in page
    assert waiting.title not in page
    page = client.get(reverse("moderation:index"), {"q": waiting.owner.email}).content.decode()
    assert waiting.title in page
    assert live.title not in page


def test_the_list_takes_the_same_queries_for_any_number(client, moderator, django_assert_max_num_queries):
    client.get(reverse("moderation:index"))
    for _ in range(15):
        AdFactory(submitted=True)
    with django_assert_max_num_queries(12):
        client.get(reverse("moderation:index"))


def test_hiding_asks_first_and_can_be_undone(client, moderator):
    ad = AdFactory(live=True)
    address = reverse("moderation:hide", args=[ad.pk])
    assert client.get(address).status_code == 200
    assert BoardEntry.objects.get().status == AdStatus.LIVE
    for wordless in ({}, {"comment": "  "}):
        assert "error-message" in client.post(address, wordless).content.decode()
    assert BoardEntry.objects.get().status == AdStatus.LIVE
    client.post(address, {"comment": "Жалобы"})
    assert BoardEntry.objects.get().status == AdStatus.HIDDEN
    client.post(reverse("moderation:restore", args=[ad.pk]))
    assert BoardEntry.objects.get().status == AdStatus.LIVE


def test_the_author_reads_why_a_listing_is_hidden(client, moderator):
    ad = AdFactory(live=True)
    address = reverse("moderation:hide", args=[ad.pk])
    assert 'name="comment"' in client.get(address).content.decode()
    assert client.post(address, {"comment": "я" * 1001}).status_code == 200
    assert BoardEntry.objects.get().status == AdStatus.LIVE
    client.post(address, {"comment": "Жалобы <b>игроков</b>"})
    assert "Жалобы <b>игроков</b>" in OutboxMessage.objects.get(kind="ad-hidden").text
    client.force_login(ad.owner)
    for page in (reverse("listings:mine"), BoardEntry.objects.get().url):
        assert "Жалобы &lt;b&gt;игроков&lt;/b&gt;" in client.get(page).content.decode()


@pytest.mark.parametrize("trait", [{}, {"editor": True}])
@pytest.mark.parametrize("name", ["index", "hide", "restore"])
def test_others_may_not(client, trait, name):
    ad = AdFactory(live=True)
    client.force_login(UserFactory(**trait))
    address = reverse(f"moderation:{name}", args=[] if name == "index" else [ad.pk])
    assert client.get(address).status_code in (302, 403)
    assert client.post(address).status_code in (302, 403, 405)
    assert BoardEntry.objects.get().status == AdStatus.LIVE


def test_the_explorer_leads_to_the_list(client, moderator):
    board = BoardPage.objects.get()
    answer = client.get(f"/cms/pages/{board.pk}/?ordering=ord")
    assert answer.status_code == 302
    assert answer["Location"] == reverse("moderation:index")


def test_every_kind_of_block_opens_in_the_editor(client, moderator):
    body = (
        "<h2>Кто мы</h2><p>Слова <strong>жирно</strong><br>и строка</p>"
        "<ul><li>раз<ol><li>два</li></ol></li></ul>"
        "<blockquote><p>Цитата</p></blockquote>"
        '<figure class="table"><table><thead><tr><th>А</th></tr></thead><tbody>'
        '<tr><td colspan="1">1</td></tr>'
        "</tbody></table></figure>"
        '<figure class="media"><oembed url="https://www.youtube.com/watch?v=dQw4w9WgXcQ"></oembed></figure>'
    )
    ad = AdFactory(submitted=True, body=body)
    assert client.get(reverse("wagtailadmin_pages:edit", args=[ad.pk])).status_code == 200
    preview = client.get(reverse("wagtailadmin_pages:view_draft", args=[ad.pk]))
    assert preview.status_code == 200
    assert "Кто мы" in preview.content.decode()
