"""Changing a response and trying again, over REST."""

from __future__ import annotations

import pytest
from rest_framework.test import APIClient

from accounts.tests.factories import UserFactory
from responses.models import Response
from responses.tests.factories import ResponseFactory

pytestmark = pytest.mark.django_db

API = "/api/v1"


def signed_in(user) -> APIClient:
    client = APIClient()
    client.force_login(user)
    return client


def patch(client: APIClient, response: Response, text: object = "Иначе", **given: object):
    return client.patch(f"{API}/responses/{response.pk}/", {"text": text} | given, format="json")


def move(client: APIClient, response: Response, verb: str, **given: object):
    return client.post(f"{API}/responses/{response.pk}/{verb}/", given, format="json")


def test_both_sides_read_the_new_text_and_that_it_is_new():
    response = ResponseFactory(text="Старое", seen=True)
    body = patch(signed_in(response.author), response).json()
    assert (body["text"], body["edits"], body["status"]) == ("Иначе", 1, "new")
    assert body["edited_at"]
    for user, address in (
        (response.author, f"{response.pk}/"),
        (response.recipient, f"{response.pk}/"),
        (response.author, "sent/"),
        (response.recipient, "inbox/"),
    ):
        found = signed_in(user).get(f"{API}/responses/{address}").json()
        row = found["results"][0] if "results" in found else found
        assert (row["text"], row["edits"], bool(row["edited_at"])) == ("Иначе", 1, True)
    assert row["seen_at"] is None
    assert "Старое" not in str(found)


def test_every_refusal_has_its_status(settings):
    settings.UNDO_SECONDS = 0
    response, accepted = ResponseFactory(), ResponseFactory(accepted=True)
    assert patch(APIClient(), response).status_code == 401
    assert patch(signed_in(UserFactory()), response).status_code == 404
    assert patch(signed_in(response.recipient), response).status_code == 403
    for wrong in ("", "ы" * 2001, None, ["а"]):
        assert patch(signed_in(response.author), response, wrong).status_code == 400
    assert patch(signed_in(response.author), response, "а", edits=-1).status_code == 400
    late = patch(signed_in(accepted.author), accepted)
    assert (late.status_code, late.json()["code"]) == (409, "not-editable")
    patch(signed_in(response.author), response)
    elsewhere = patch(signed_in(response.author), response, "Ещё", edits=0)
    assert (elsewhere.status_code, elsewhere.json()["code"]) == (409, "edited-elsewhere")


def test_sixty_changes_an_hour_and_no_more(settings, monkeypatch):
    settings.LIMITS_FACTOR = 1
    monkeypatch.setitem(settings.LIMITS, "edit-response", ("1/h", "1/h", "1/h", ""))
    response = ResponseFactory()
    client = signed_in(response.author)
    patch(client, response)
    answer = patch(client, response)
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0


@pytest.mark.parametrize("verb", ["accept", "decline", "shortlist"])
def test_a_decision_on_an_old_text_is_a_409_with_a_code(verb):
    response = ResponseFactory()
    patch(signed_in(response.author), response)
    client = signed_in(response.recipient)
    refused = move(client, response, verb, edits=0)
    assert (refused.status_code, refused.json()["code"], refused.json()["edits"]) == (409, "text-changed", 1)
    assert refused["Content-Type"].startswith("application/problem+json")
    move(client, response, "seen", edits=0)
    assert Response.objects.get(pk=response.pk).is_new
    assert move(client, response, verb, edits=1).status_code == 200


def test_several_at_once_say_which_text_has_changed():
    response = ResponseFactory()
    patch(signed_in(response.author), response)
    client = signed_in(response.recipient)

    def decline(edits: object):
        body = {"move": "decline", "ids": [response.pk], "again": True, "edits": edits}
        return client.post(f"{API}/responses/bulk/", body, format="json")

    (outcome,) = decline({str(response.pk): 0, "x": 3, "9" * 30: 1}).json()["results"]
    assert (outcome["done"], outcome["code"]) == (False, "text-changed")
    assert outcome["response"]["text"] == "Иначе"
    assert decline({str(response.pk): -1}).status_code == 400
    (outcome,) = decline({}).json()["results"]
    assert (outcome["done"], outcome["code"], outcome["response"]["again_allowed"]) == (True, "", True)


def test_trying_again_takes_leave(settings):
    settings.UNDO_SECONDS = 0
    response = ResponseFactory()
    player, author = signed_in(response.author), signed_in(response.recipient)

    def send(text: str = "Ещё раз"):
        return player.post(f"{API}/listings/{response.ad_id}/responses/", {"text": text}, format="json")

    for text, code in (("Ещё раз", "already-responded"), (response.text, "already-sent")):
        refused = send(text)
        assert (refused.status_code, refused.json()["code"]) == (409, code)
        assert refused.json()["response"] == {"id": response.pk}
    move(author, response, "decline")
    refused = send()
    assert (refused.status_code, refused.json()["code"]) == (409, "again-not-allowed")
    assert move(player, response, "allow").status_code == 403
    assert move(author, response, "allow").json()["again_allowed"] is True
    assert move(author, response, "allow").status_code == 409
    assert player.get(f"{API}/responses/sent/").json()["results"][0]["again_allowed"] is True
    again = send()
    assert again.status_code == 201
    declined = author.post(f"{API}/responses/{again.json()['id']}/decline/", {"again": True}, format="json")
    assert declined.json()["again_allowed"] is True
    assert send().status_code == 201


def test_the_responder_learns_nothing_before_the_decline_stands(settings):
    settings.UNDO_SECONDS = 120
    response = ResponseFactory()
    move(signed_in(response.recipient), response, "decline", again=True)
    body = signed_in(response.author).get(f"{API}/responses/{response.pk}/").json()
    assert (body["status"], body["again_allowed"], body["seen_at"]) == ("new", False, None)
