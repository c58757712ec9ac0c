"""Filters of the inbox in every combination: what is shown, and what the counts promise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from accounts.models import User
from accounts.tests.factories import UserFactory
from ads.tests.factories import AdFactory
from responses.models import Response
from responses.selectors import STATES, InboxFilters
from responses.tests.browsing import INBOX, page_of, signed_in
from responses.tests.factories import ResponseFactory

pytestmark = pytest.mark.django_db

API = "/api/v1/responses/inbox/"
WORDS = ("", "жрец", "ЖРЕЦ среда", "снегирь", "50%", "нет такого")


def api_of(user: User) -> APIClient:
    client = APIClient(headers={"accept-language": "en"})
    client.force_login(user)
    return client


@pytest.fixture
def author() -> User:
    """Somebody with two listings and a response in every state, beside somebody else's."""
    author, bird = UserFactory(), UserFactory(display_name="Снегирь-лекарь")
    raid, ore = AdFactory(live=True, author=author), AdFactory(live=True, author=author)
    ResponseFactory(ad=ore, author=bird, text="Есть 26 стопок, отдам за 50% цены.")
    ResponseFactory(ad=raid, author=bird, text="Друид, могу по средам.", seen=True)
    for trait in ("seen", "shortlisted", "accepted", "declined", "withdrawn", "deleted"):
        ResponseFactory(ad=raid, text="Жрец, среда свободна.", **{trait: True})
    ResponseFactory(ad=ore, text="Везу руду.")
    ResponseFactory(text="Жрец, среда свободна.")
    return author


def combinations(author: User) -> Iterator[InboxFilters]:
    listings = [None, *author.received_responses.order_by("ad").values_list("ad", flat=True).distinct()]
    for state, listing, text in product(STATES, listings, WORDS):
        yield InboxFilters(state, listing, text=text)
    for listing, text in product(listings, WORDS):
        yield InboxFilters("new", listing, unread=True, text=text)


def wanted(filters: InboxFilters, rows: list[Response]) -> list[int]:
    """What a person would pick by hand, newest first."""

    def suits(row: Response) -> bool:
        state = "deleted" if row.deleted_at else row.status
        words = f"{row.text} {row.author.display_name}".lower()
        return (
            state == filters.state
            and filters.listing_id in (None, row.ad_id)
            and (not filters.unread or row.seen_at is None)
            and all(word in words for word in filters.text.lower().split())
        )

    return [row.pk for row in rows if suits(row)]


def test_each_combination_shows_what_it_says_and_its_numbers_are_those_of_its_links(author):
    client, api = signed_in(author), api_of(author)
    rows = list(author.received_responses.select_related("author").newest_first())
    assert any(wanted(InboxFilters("new", text=word), rows) for word in WORDS)
    for filters in combinations(author):
        by_hand = wanted(filters, rows)
        listed = api.get(f"{API}?{filters.address}").json()["results"]
        assert [one["id"] for one in listed] == by_hand, filters
        numbers = api.get(f"{API}counts/?{filters.address}").json()
        for tab in numbers["tabs"]:
            unread = tab["name"] == "unread"
            leads_to = replace(filters, state="new" if unread else tab["name"], unread=unread)
            assert tab["count"] == len(wanted(leads_to, rows)), (filters, tab)
        for choice in numbers["listings"]:
            assert choice["count"] == len(wanted(replace(filters, listing_id=choice["id"]), rows)), filters
    for filters in list(combinations(author))[::7]:
        shown = client.get(f"{INBOX}?{filters.address}").context["inbox"]
        assert [row.pk for row in shown.page.rows] == wanted(filters, rows), filters


def test_the_tabs_of_the_page_lead_to_as_many_as_they_say(author):
    client = signed_in(author)
    inbox = client.get(f"{INBOX}?q=жрец").context["inbox"]
    assert [tab.name for tab in inbox.numbers.tabs] == [
        "new", "shortlisted", "accepted", "declined", "withdrawn", "deleted"
    ]  # fmt: skip
    for tab in inbox.numbers.tabs:
        there = client.get(f"{INBOX}?{tab.filters.address}").context["inbox"]
        assert len(there.page.rows) == tab.count, tab.name
        assert there.filters.text == "жрец"
    assert 'value="жрец"' in page_of(client, f"{INBOX}?q=жрец")


def test_words_of_a_search_are_only_words(author):
    client = signed_in(author)
    for word in ("%", "_", "'", "\\", "\x00", "<b>", "я" * 5000, "а " * 200):
        assert client.get(INBOX, {"q": word}).status_code == 200
        assert client.get(INBOX, {"q": word, "status": "deleted", "unread": "2"}).status_code == 200
    assert [row.text for row in client.get(INBOX, {"q": "0%"}).context["inbox"].page.rows] == [
        "Есть 26 стопок, отдам за 50% цены."
    ]


@pytest.mark.parametrize(
    "query",
    ["status=x", "listing=x", "listing=" + "9" * 30, "unread=maybe", "ordering=text", "q=" + "w" * 101],
)
def test_the_api_refuses_filters_that_cannot_be(query):
    answer = api_of(UserFactory()).get(f"{API}?{query}")
    assert (answer.status_code, list(answer.json()["errors"])) == (400, [query.partition("=")[0]])
    assert api_of(UserFactory()).get(f"{API}counts/?{query}").status_code == 400


@pytest.mark.parametrize("address", [API, f"{API}counts/"])
def test_visitors_and_strangers_learn_nothing(author, address):
    assert APIClient().get(address).status_code == 401
    told: Any = api_of(UserFactory()).get(address).json()
    assert not told.get("results", told.get("listings"))


def test_the_oldest_first_are_those_of_the_triage(author):
    api = api_of(author)
    newest = [row["id"] for row in api.get(f"{API}?status=new").json()["results"]]
    oldest = [row["id"] for row in api.get(f"{API}?status=new&ordering=created_at").json()["results"]]
    assert oldest == newest[::-1]
    assert len(oldest) > 3


def test_one_response_is_read_by_its_two_sides_alone(author):
    response = author.received_responses.filter(status="new").first()
    address = f"/api/v1/responses/{response.pk}/"
    told = api_of(author).get(address).json()
    assert told["html"] == f"<p>{response.text}</p>"
    assert told["author_since"]
    assert api_of(author).get("/api/v1/responses/1000000000/").status_code == 404
    assert api_of(UserFactory()).get(address).status_code == 404
    own = api_of(response.author).get(address).json()
    assert own["text"] == response.text
    assert "author_since" not in own
    assert APIClient().get(address).status_code == 401


@pytest.mark.parametrize("query", ["", "?q=жрец&listing=1", "?status=deleted"])
def test_numbers_take_two_queries_whatever_is_asked(author, query):
    api = api_of(author)
    api.get(f"{API}counts/{query}")
    with CaptureQueriesContext(connection) as queries:
        api.get(f"{API}counts/{query}")
    read = [one["sql"] for one in queries if "responses_response" in one["sql"] or "boardentry" in one["sql"]]
    assert len(read) == 2


def test_listings_to_choose_from_are_shortened_and_only_words(author):
    title = "Ищем <b>хила</b> " + "и ещё одного такого же " * 5
    shouted = AdFactory(live=True, author=author, title=title[:100])
    ResponseFactory(ad=shouted)
    page = page_of(signed_in(author), f"{INBOX}?listing={shouted.pk}")
    option = page.partition(f'<option value="{shouted.pk}" selected>')[2].partition("</option>")[0]
    assert option.startswith("Ищем &lt;b&gt;хила&lt;/b&gt; и ещё одного")
    assert option.endswith("… (1)")
    assert page.count(" selected>") == 1


def test_words_that_match_nothing_leave_every_listing_to_choose_from(author):
    chosen, other = author.received_responses.order_by("ad").values_list("ad", flat=True).distinct()
    page = page_of(signed_in(author), f"{INBOX}?listing={chosen}&q=бегемот")
    options = re.findall(r'<option value="(\d*)"( selected)?>[^<]*?(?:\((\d+)\))?</option>', page)
    assert ("", "", "") in options
    assert (str(chosen), " selected", "0") in options
    assert (str(other), "", "0") in options
    numbers = api_of(author).get(f"{API}counts/?listing={chosen}&q=бегемот").json()
    assert {one["id"]: one["count"] for one in numbers["listings"]} == {chosen: 0, other: 0}


def test_a_listing_without_responses_stays_chosen_and_a_strangers_is_never_named(author):
    bare, strange = AdFactory(live=True, author=author), AdFactory(live=True)
    assert f'value="{bare.pk}" selected' in page_of(signed_in(author), f"{INBOX}?listing={bare.pk}")
    assert strange.title not in page_of(signed_in(author), f"{INBOX}?listing={strange.pk}&q=бегемот")
