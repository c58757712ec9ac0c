"""One response after the other, without a script."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.tests.factories import UserFactory
from ads.tests.factories import AdFactory, places
from responses import services
from responses.models import Response
from responses.tests.browsing import INBOX, page_of, signed_in
from responses.tests.factories import ResponseFactory

pytestmark = pytest.mark.django_db

TRIAGE = f"{INBOX}triage/"


@pytest.fixture(autouse=True)
def undo_window(settings):
    settings.UNDO_SECONDS = 120


def shown(client: Client, address: str):
    return client.get(address).context["triage"]


def hidden_field(html: str, form: str, name: str) -> str:
    """The value of a form's field, as a browser would send it."""
    found = re.search(rf'{re.escape(form)}.*?name="{name}" value="([^"]*)"', html, re.DOTALL)
    assert found, name
    return found[1].replace("&amp;", "&")


def test_whoever_has_waited_longest_comes_first_and_each_decision_leads_on():
    ad = AdFactory(live=True)
    responses = [ResponseFactory(ad=ad) for _ in range(4)]
    services.decline_response(response_id=responses[1].pk, by=ad.owner)
    client, address, met = signed_in(ad.owner), TRIAGE, []
    for number in (1, 2, 3):
        found = shown(client, address)
        assert (found.number, found.total) == (number, 3)
        met.append(found.response.pk)
        html = page_of(client, address)
        assert f"{number} of 3" in html
        onward = hidden_field(html, 'class="decide"', "next")
        move = client.post(f"{INBOX}{found.response.pk}/decline/", {"next": onward, "note": ""})
        address = move["Location"]
    assert met == [responses[0].pk, responses[2].pk, responses[3].pk]
    html = page_of(client, address)
    assert "Everything is answered" in html
    # Taking the last one back leads to it, under its number.
    undo = f'action="{INBOX}{responses[3].pk}/undo/"'
    back = client.post(f"{INBOX}{responses[3].pk}/undo/", {"next": hidden_field(html, undo, "next")})
    found = shown(client, back["Location"])
    assert (found.response.pk, found.number, found.total) == (responses[3].pk, 3, 3)


def test_later_goes_on_without_a_decision_and_new_ones_join_at_the_end():
    ad = AdFactory(live=True)
    first, second = ResponseFactory(ad=ad), ResponseFactory(ad=ad)
    client = signed_in(ad.owner)
    later = re.search(r'href="(\?[^"]*)">Later<', page_of(client, TRIAGE))
    assert later
    address = TRIAGE + later[1].replace("&amp;", "&")
    ResponseFactory(ad=ad)
    found = shown(client, address)
    assert (found.response.pk, found.number, found.total) == (second.pk, 2, 3)
    assert Response.objects.get(pk=first.pk).status == "new"


def test_a_refused_decision_stays_where_it_was():
    ad = AdFactory(live=True, slots=places(healers=1, tanks=1))
    response = ResponseFactory(ad=ad)
    client = signed_in(ad.owner)
    html = page_of(client, TRIAGE)
    fields = {name: hidden_field(html, 'class="decide"', name) for name in ("next", "here")}
    answer = client.post(f"{INBOX}{response.pk}/accept/", {**fields, "role": ""}, follow=True)
    assert "Say which place the player gets." in answer.content.decode()
    found = answer.context["triage"]
    assert (found.response.pk, found.number, found.total) == (response.pk, 1, 1)


def test_the_listing_stands_beside_it():
    ad = AdFactory(live=True, slots=places(healers=2))
    ResponseFactory(ad=ad)
    html = page_of(signed_in(ad.owner), TRIAGE)
    for said in (ad.title, "published", "Healers", ad.public_path):
        assert said in html


def test_the_filters_say_what_to_go_through():
    ad = AdFactory(live=True)
    other = AdFactory(live=True, author=ad.owner)
    mine, read, listed = (
        ResponseFactory(ad=other),
        ResponseFactory(ad=ad, seen=True),
        ResponseFactory(ad=ad),
    )
    services.shortlist_response(response_id=listed.pk, by=ad.owner)
    client = signed_in(ad.owner)
    assert shown(client, f"{TRIAGE}?listing={other.pk}").response == mine
    assert shown(client, f"{TRIAGE}?listing={ad.pk}").response == read
    assert shown(client, f"{TRIAGE}?unread=1").total == 1
    assert shown(client, f"{TRIAGE}?status=shortlisted").response == listed
    assert shown(client, f"{TRIAGE}?status=declined").total == 2, "what is decided is not gone through"
    assert shown(client, f"{TRIAGE}?from=x&n=-5&q=%00").number == 1


def test_nobody_goes_through_the_responses_of_others():
    response = ResponseFactory()
    assert Client().get(TRIAGE).status_code == 302
    assert signed_in(response.recipient).post(TRIAGE).status_code == 405
    for user in (UserFactory(), response.author):
        assert shown(signed_in(user), f"{TRIAGE}?from={response.pk}").response is None


def test_triage_asks_as_much_whatever_is_left():
    ad = AdFactory(live=True)
    counts = []
    for _ in range(2):
        for _ in range(3):
            ResponseFactory(ad=ad)
        client = signed_in(ad.owner)
        client.get(TRIAGE)
        with CaptureQueriesContext(connection) as queries:
            client.get(TRIAGE)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 11
