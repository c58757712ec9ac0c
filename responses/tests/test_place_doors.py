"""Places at the responses' doors: the API, the form on the listing, the inbox."""

from __future__ import annotations

import pytest
from django.test import Client
from rest_framework.test import APIClient

from accounts.tests.factories import UserFactory
from ads.tests.factories import AdFactory, places
from responses import services
from responses.models import Response
from responses.tests.browsing import INBOX, page_of, signed_in, text_of
from responses.tests.factories import ResponseFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def undo_window(settings):
    settings.UNDO_SECONDS = 120


def api_of(user) -> APIClient:
    client = APIClient(headers={"accept-language": "en"})
    client.force_login(user)
    return client


def looking_for(**wanted: int):
    return AdFactory(live=True, slots=places(**wanted))


def test_over_the_api_a_place_is_asked_for_given_and_told_later():
    ad = looking_for(tanks=1, healers=1)
    player = UserFactory()
    address = f"/api/v1/listings/{ad.pk}/responses/"
    sent = api_of(player).post(address, {"text": "Приду.", "role": "healers"}, format="json")
    assert (sent.status_code, sent.json()["role"], sent.json()["slot"]) == (201, "healers", "")
    other = api_of(UserFactory()).post(address, {"text": "Приду."}, format="json").json()
    author = api_of(ad.owner)
    accepted = author.post(f"/api/v1/responses/{sent.json()['id']}/accept/")
    assert (accepted.status_code, accepted.json()["slot"]) == (200, "healers")
    assert api_of(player).get("/api/v1/responses/sent/").json()["results"][0]["slot"] == ""
    full = author.post(f"/api/v1/responses/{other['id']}/accept/", {"role": "healers"}, format="json")
    assert (full.status_code, "taken" in full.json()["detail"]) == (409, True)
    assert author.post(f"/api/v1/responses/{other['id']}/accept/").json()["slot"] == "tanks"
    late = api_of(UserFactory()).post(address, {"text": "И я."}, format="json")
    assert (late.status_code, late["Content-Type"]) == (409, "application/problem+json")
    assert "all places" in late.json()["detail"]
    undone = author.post(f"/api/v1/responses/{other['id']}/undo/").json()
    assert (undone["status"], undone["slot"]) == ("new", "")
    assert api_of(UserFactory()).post(address, {"text": "И я."}, format="json").status_code == 201
    assert author.post(f"/api/v1/responses/{sent.json()['id']}/free/").json()["slot"] == ""
    assert author.post(f"/api/v1/responses/{sent.json()['id']}/free/").status_code == 409
    assert APIClient().get(f"/api/v1/listings/{ad.pk}/").json()["is_full"] is False


def test_the_api_asks_which_place_and_refuses_one_that_nobody_wants():
    ad = looking_for(tanks=1, healers=1)
    response = ResponseFactory(ad=ad)
    author = api_of(ad.owner)
    accept = f"/api/v1/responses/{response.pk}/accept/"
    for body in ({}, {"role": ""}, {"role": "dps"}, {"role": "cooks"}, {"role": ["tanks"]}):
        answer = author.post(accept, body, format="json")
        assert (answer.status_code, list(answer.json()["errors"])) == (400, ["role"]), body
    for role in ("dps", "cooks"):
        answer = api_of(UserFactory()).post(
            f"/api/v1/listings/{ad.pk}/responses/", {"text": "Приду.", "role": role}, format="json"
        )
        assert (answer.status_code, list(answer.json()["errors"])) == (400, ["role"])
    for move in ("accept", "free"):
        stranger = api_of(UserFactory()).post(f"/api/v1/responses/{response.pk}/{move}/")
        assert stranger.status_code == 404
        assert api_of(response.author).post(f"/api/v1/responses/{response.pk}/{move}/").status_code == 403
    assert Response.objects.get(pk=response.pk).status == "new"


def test_the_form_asks_where_there_is_a_choice():
    ad, player = looking_for(tanks=1, healers=2), signed_in(UserFactory())
    page = page_of(player, ad.public_path)
    assert "Healers (2 left)" in page
    answer = player.post(f"{INBOX}to/{ad.pk}/", {"text": " ", "role": "healers"})
    assert '<option value="healers" selected>' in text_of(answer)
    refused = player.post(f"{INBOX}to/{ad.pk}/", {"text": "Приду.", "role": "dps"})
    assert (refused.status_code, "look for that role" in text_of(refused)) == (400, True)
    player.post(f"{INBOX}to/{ad.pk}/", {"text": "Приду.", "role": "healers"})
    assert Response.objects.get().role == "healers"
    assert "For which place" not in page_of(signed_in(UserFactory()), looking_for(tanks=3).public_path)


def test_the_inbox_offers_the_choice_and_says_when_there_is_none():
    ad = looking_for(tanks=1, healers=1)
    healer, other, waiting = (
        ResponseFactory(ad=ad, role="healers"),
        ResponseFactory(ad=ad),
        ResponseFactory(ad=ad),
    )
    author = signed_in(ad.owner)
    page = page_of(author, f"{INBOX}?open={healer.pk}")
    assert '<option value="healers" selected>' in page
    assert "For the place: Healers" in page
    refused = author.post(f"{INBOX}{other.pk}/accept/", follow=True)
    assert "Say which place the player gets." in text_of(refused)
    author.post(f"{INBOX}{healer.pk}/accept/", {"role": "healers"})
    assert '"">which place?<' not in page_of(author, f"{INBOX}?open={other.pk}"), "only one is left"
    author.post(f"{INBOX}{other.pk}/accept/")
    page = page_of(author, f"{INBOX}?open={waiting.pk}")
    assert "<span>All places are taken." in page
    assert f"{INBOX}{waiting.pk}/accept/" not in page
    assert f"{INBOX}{waiting.pk}/decline/" in page
    assert "Your response stays with the author" in page_of(signed_in(waiting.author), ad.public_path)
    assert "Has the place: Healers" in page_of(author, f"{INBOX}?status=accepted")


def test_a_place_is_freed_by_a_button_once_the_decision_stands(settings):
    settings.UNDO_SECONDS = 0
    ad = looking_for(healers=1)
    response = ResponseFactory(ad=ad, accepted=True)
    assert "Your place" in page_of(signed_in(response.author), ad.public_path)
    assert "Your place" in page_of(signed_in(response.author), f"{INBOX}sent/")
    author = signed_in(ad.owner)
    page = page_of(author, f"{INBOX}?status=accepted&open={response.pk}")
    assert f"{INBOX}{response.pk}/free/" in page
    answer = author.post(f"{INBOX}{response.pk}/free/", follow=True)
    assert "The place is free" in text_of(answer)
    assert "Sign in to respond" in page_of(Client(headers={"accept-language": "en"}), ad.public_path)
    assert author.get(f"{INBOX}{response.pk}/free/").status_code == 405


def test_a_response_loses_to_a_full_roster_without_losing_the_text():
    ad = looking_for(healers=1)
    services.accept_response(response_id=ResponseFactory(ad=ad).pk, by=ad.owner)
    answer = signed_in(UserFactory()).post(f"{INBOX}to/{ad.pk}/", {"text": "Мой текст"})
    assert answer.status_code == 409
    assert "all places of this listing are taken" in text_of(answer)
    assert "Мой текст</textarea>" in text_of(answer)
