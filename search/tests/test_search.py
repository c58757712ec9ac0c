"""Search: Russian word forms, the letter yo, typos, and nothing that isn't public."""

import re

import pytest
from django.urls import reverse

from ads.tests.factories import AdFactory

pytestmark = pytest.mark.django_db


def titles(client, query, **more):
    answer = client.get(reverse("search:results"), {"q": query, **more})
    assert answer.status_code == 200
    found = answer.context.get("found")
    return [card.title for card in found.cards] if found else []


@pytest.fixture
def dragons(db):
    return AdFactory(live=True, title="Охота на драконов", body="<p>Ищем лучника и жрёца с зельями.</p>")


@pytest.mark.parametrize(
    "query", ["дракон", "ДРАКОНЫ", "лучники", "жреца", "зелье", '"охота на драконов"', "лучник -танк"]
)
def test_word_forms_are_found(client, dragons, query):
    assert titles(client, query) == [dragons.title]


@pytest.mark.parametrize("query", ["дрконов", "драконв", "лучнека"])
def test_typos_are_forgiven(client, dragons, query):
    assert titles(client, query) == [dragons.title]


def test_the_page_says_what_was_meant(client, dragons):
    answer = client.get(reverse("search:results"), {"q": "дрконов"})
    assert answer.context["found"].instead == "драконов"


@pytest.mark.parametrize(
    "query", ["", " ", "и", "!!!", "\x00", "' OR 1=1", "я" * 5000, "a & | ! ( ) :*", "%"]
)
def test_any_query_is_answered(client, dragons, query):
    assert client.get(reverse("search:results"), {"q": query}).status_code == 200


def test_drafts_are_not_found(client):
    AdFactory(title="Тайный черновик")
    assert titles(client, "черновик") == []


def test_the_title_counts_more_than_the_text(client):
    text = AdFactory(live=True, title="Ищу компанию", body="<p>Есть кольчуга.</p>")
    title = AdFactory(live=True, title="Кольчуга на заказ", body="<p>Пишите.</p>")
    AdFactory(live=True, title="Совсем о другом")
    assert titles(client, "кольчуга") == [title.title, text.title]


def test_a_category_narrows_the_search(client, dragons):
    assert titles(client, "дракон", category="tanks") == []
    assert titles(client, "дракон", category="healers") == [dragons.title]


def test_the_api_searches_too(client, dragons):
    found = client.get("/api/v1/listings/", {"q": "дракон"}).json()
    assert [row["id"] for row in found["results"]] == [dragons.pk]
    assert client.get("/api/v1/listings/", {"q": "дрконов"}).json()["results"]
    assert client.get("/api/v1/listings/", {"q": "мельница"}).json()["results"] == []


def test_one_heading_says_what_was_looked_for_and_whether_it_was_found(client, dragons):
    def headings(query: str) -> list[str]:
        page = client.get("/search/", {"q": query}, headers={"accept-language": "en"}).content.decode()
        return re.findall(r"<h[12][^>]*>([^<]*)", page)

    assert headings("драконы")[0] == "Found for “драконы”"
    assert headings("zzzz")[:2] == ["Nothing for “zzzz”", "No listing suits this"]
    assert all(len(heading) < 90 for heading in headings("a" * 600))


def test_nothing_under_filters_offers_the_words_without_them(client, dragons):
    address = reverse("search:results")
    page = client.get(address, {"q": "дракон", "category": "tanks", "kind": "wanted"})
    way_out = re.search(r'<a class="button" href="([^"]*)">Искать без фильтров', page.content.decode())
    assert titles(client, "дракон") == [dragons.title]
    assert [card.title for card in client.get(address + way_out[1]).context["found"].cards] == [dragons.title]
    assert "Искать без фильтров" not in client.get(address, {"q": "бегемот"}).content.decode()
