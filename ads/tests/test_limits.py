"""How often a listing is saved, previewed and moved: over the amount nothing is lost and nothing is done."""

from __future__ import annotations

import pytest

from accounts.tests.factories import UserFactory
from ads import forms
from ads.models import AdStatus, BoardEntry
from ads.tests.factories import AdFactory

NEW = "/my/listings/new/"
WORDS = {"title": "Новый заголовок", "category": "healers", "kind": "", "body": "<p>Совсем другие слова</p>"}

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(client):
    author = UserFactory()
    client.force_login(author)
    return author


@pytest.fixture(autouse=True)
def once_an_hour(settings, monkeypatch):
    settings.LIMITS_FACTOR = 1
    for row in ("listing-edit", "listing-form", "listing-move"):
        monkeypatch.setitem(settings.LIMITS, row, ("1/h", "1/h", "1/h", ""))
    settings.LIMITS["listing-form"] = ("9/h", "9/h", "9/h", "")


def test_a_save_too_many_keeps_the_words_in_the_form(client, author):
    ad = AdFactory(author=author)
    edit = f"/my/listings/{ad.pk}/edit/"
    assert client.post(edit, WORDS | {"action": "save"}).status_code == 302
    page = client.post(edit, WORDS | {"title": "Третий заголовок", "action": "save"})
    assert "Слишком часто" in page.content.decode()
    assert "Третий заголовок" in page.content.decode()
    assert BoardEntry.objects.get(pk=ad.pk).ad.latest_text().title == WORDS["title"]


def test_a_form_sent_again_costs_nothing(client, author):
    ad = AdFactory(author=author)
    for _ in range(3):
        sent = client.post(f"/my/listings/{ad.pk}/edit/", WORDS | {"action": "save", "draft": "a" * 32})
        assert sent.status_code == 302


@pytest.mark.parametrize("action", ["preview", "save", "submit", "write"])
def test_a_form_is_counted_before_it_is_read(client, author, settings, monkeypatch, action):
    settings.LIMITS["listing-form"] = ("1/h", "1/h", "1/h", "")
    assert "ads/preview.html" in _templates(client.post(NEW, WORDS | {"action": "preview"}))
    monkeypatch.setattr(forms, "typed_to_html", lambda typed: pytest.fail("it was read"))
    page = client.post(NEW, WORDS | {"action": action, "kind": "offered", "slots_tanks": "2"})
    assert page.status_code == 429
    assert int(page["Retry-After"]) > 0
    words = page.content.decode()
    assert WORDS["title"] in words
    assert "Совсем другие слова" in words
    assert not BoardEntry.objects.exists()


def test_a_move_too_many_changes_nothing_and_says_when(client, author):
    ad = AdFactory(author=author)
    client.post(f"/my/listings/{ad.pk}/submit/")
    page = client.post(f"/my/listings/{ad.pk}/withdraw/", follow=True)
    assert "Слишком часто" in page.content.decode()
    assert BoardEntry.objects.get(pk=ad.pk).status == AdStatus.IN_MODERATION


@pytest.mark.parametrize(
    ("method", "path", "data"),
    [("patch", "", {"title": "Иначе"}), ("post", "submit/", None), ("delete", "", None)],
)
def test_the_api_answers_429(client, author, method, path, data, settings):
    ad = AdFactory(author=author)
    for row in ("listing-edit", "listing-move"):
        settings.LIMITS[row] = ("0/h", "0/h", "0/h", "")
    call = getattr(client, method)
    answer = call(f"/api/v1/listings/{ad.pk}/{path}", data, content_type="application/json")
    assert (answer.status_code, answer["Content-Type"]) == (429, "application/problem+json")
    assert int(answer["Retry-After"]) > 0
    assert BoardEntry.objects.get(pk=ad.pk).status == AdStatus.DRAFT


def _templates(answer) -> list[str]:
    return [template.name for template in answer.templates]
