"""Responses over REST."""

from __future__ import annotations

import pytest
from rest_framework.test import APIClient

from accounts.tests.factories import UserFactory
from ads.models import BoardEntry
from ads.tests.factories import AdFactory
from mailing.models import OutboxMessage
from responses.models import Response
from responses.tests.factories import ResponseFactory

pytestmark = pytest.mark.django_db

API = "/api/v1"
MOVES = ("accept", "decline", "shortlist", "undo", "withdraw")


def signed_in(user) -> APIClient:
    client = APIClient()
    client.force_login(user)
    return client


def send(client: APIClient, ad_id: int, text: object = "Приду в среду.", **headers: str):
    return client.post(f"{API}/listings/{ad_id}/responses/", {"text": text}, format="json", headers=headers)


def move(client: APIClient, response_id: int, verb: str):
    return client.post(f"{API}/responses/{response_id}/{verb}/")


def test_sending_answers_with_the_response():
    ad, player = AdFactory(live=True), UserFactory()
    answer = send(signed_in(player), ad.pk)
    assert answer.status_code == 201
    body = answer.json()
    assert (body["status"], body["text"]) == ("new", "Приду в среду.")
    assert body["listing"]["id"] == ad.pk
    assert body["listing"]["url"].endswith(ad.public_path)
    assert body["author"]["display_name"] == player.display_name
    assert Response.objects.get(pk=body["id"]).author == player


def test_the_text_stays_plain_and_only_the_html_has_links():
    response = ResponseFactory(text="https://e.com/a <b>", author=UserFactory(trust="known"))
    body = signed_in(response.recipient).get(f"{API}/responses/{response.pk}/").json()
    assert body["text"] == "https://e.com/a <b>"
    link = '<a href="https://e.com/a" rel="ugc nofollow noopener">https://e.com/a</a>'
    assert body["html"] == f"<p>{link} &lt;b&gt;</p>"


def test_the_same_key_creates_once():
    ad, client = AdFactory(live=True), signed_in(UserFactory())
    first, second = (send(client, ad.pk, **{"Idempotency-Key": "k1"}) for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json()["id"] == second.json()["id"]
    assert OutboxMessage.objects.filter(kind="response-received").count() == 1
    assert send(client, ad.pk, "Другое", **{"Idempotency-Key": "k1"}).status_code == 422


def test_every_refusal_has_its_status():
    response = ResponseFactory()
    player, author = signed_in(response.author), signed_in(response.recipient)
    hidden = AdFactory(live=True)
    BoardEntry.objects.filter(pk=hidden.pk).update(status="hidden")
    assert send(APIClient(), response.ad_id).status_code == 401
    assert send(author, response.ad_id).status_code == 403
    assert send(player, response.ad_id).status_code == 409
    assert send(player, AdFactory(closed=True).pk).status_code == 409
    for ad_id in (10**9, AdFactory().pk, hidden.pk):
        assert send(player, ad_id).status_code == 404


@pytest.mark.parametrize("text", ["", "  ", "ы" * 2001, None, ["а"], {"а": 1}])
def test_a_text_that_cannot_be_is_a_400_with_its_field(text):
    answer = send(signed_in(UserFactory()), AdFactory(live=True).pk, text)
    assert answer.status_code == 400
    assert answer["Content-Type"].startswith("application/problem+json")
    assert list(answer.json()["errors"]) == ["text"]


def test_too_many_in_an_hour_say_when_to_come_back(settings):
    settings.LIMITS_FACTOR = 1
    ad, client = AdFactory(live=True), signed_in(UserFactory())
    for _ in range(30):
        send(client, ad.pk, " ")
    answer = send(client, ad.pk)
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0


@pytest.mark.parametrize(
    ("verb", "status"), [("accept", "accepted"), ("decline", "declined"), ("shortlist", "shortlisted")]
)
def test_the_author_decides_once(verb, status, settings):
    settings.UNDO_SECONDS = 120
    response = ResponseFactory()
    client = signed_in(response.recipient)
    answer = move(client, response.pk, verb)
    assert (answer.status_code, answer.json()["status"]) == (200, status)
    assert answer.json()["undo_until"]
    again = move(client, response.pk, verb)
    assert again.status_code == 409
    assert again.json()["detail"]
    undone = move(client, response.pk, "undo")
    assert (undone.status_code, undone.json()["status"]) == (200, "new")
    assert move(client, response.pk, "undo").status_code == 409


def test_undo_is_refused_where_there_is_no_time_for_it(settings):
    settings.UNDO_SECONDS = 0
    response = ResponseFactory(accepted=True)
    assert move(signed_in(response.recipient), response.pk, "undo").status_code == 409


def test_withdrawing():
    response = ResponseFactory()
    client = signed_in(response.author)
    assert move(client, response.pk, "withdraw").json()["status"] == "withdrawn"
    assert move(client, response.pk, "withdraw").status_code == 409
    assert move(signed_in(response.recipient), response.pk, "accept").status_code == 409


def test_deleting_takes_it_out_of_the_inbox():
    response = ResponseFactory()
    client = signed_in(response.recipient)
    assert client.delete(f"{API}/responses/{response.pk}/").status_code == 204
    assert client.get(f"{API}/responses/inbox/").json()["results"] == []
    assert move(client, response.pk, "accept").status_code == 409
    assert client.get(f"{API}/responses/{response.pk}/").json()["deleted_at"]
    assert client.put(f"{API}/responses/{response.pk}/").status_code == 405


@pytest.mark.parametrize("verb", [*MOVES, "delete"])
def test_who_may_not_gets_no_more_than_a_status(verb):
    response = ResponseFactory()

    def call(client: APIClient, response_id: int):
        if verb == "delete":
            return client.delete(f"{API}/responses/{response_id}/")
        return move(client, response_id, verb)

    wrong_side = response.recipient if verb == "withdraw" else response.author
    assert call(APIClient(), response.pk).status_code == 401
    assert call(signed_in(UserFactory()), response.pk).status_code == 404
    assert call(signed_in(UserFactory(moderator=True)), response.pk).status_code == 404
    assert call(signed_in(wrong_side), response.pk).status_code == 403
    assert call(signed_in(response.recipient), 10**9).status_code == 404
    assert Response.objects.get(pk=response.pk).status == "new"


def test_an_unknown_move_is_nothing():
    response = ResponseFactory()
    assert move(signed_in(response.recipient), response.pk, "bless").status_code == 404


def test_the_inbox_filters():
    ad = AdFactory(live=True)
    new, accepted = ResponseFactory(ad=ad), ResponseFactory(ad=ad, accepted=True)
    other = ResponseFactory(ad=AdFactory(live=True, author=ad.owner))
    client = signed_in(ad.owner)

    def ids(query: str) -> list[int]:
        answer = client.get(f"{API}/responses/inbox/{query}")
        assert answer.status_code == 200
        assert set(answer.json()) == {"next", "previous", "results"}
        return [row["id"] for row in answer.json()["results"]]

    assert ids("") == [other.pk, accepted.pk, new.pk]
    assert ids(f"?listing={ad.pk}") == [accepted.pk, new.pk]
    assert ids("?status=accepted") == [accepted.pk]
    assert ids(f"?listing={AdFactory(live=True).pk}") == []
    for wrong in ("?status=happy", "?listing=x"):
        assert client.get(f"{API}/responses/inbox/{wrong}").status_code == 400


def test_lists_come_in_pages_and_are_private():
    ad = AdFactory(live=True)
    for _ in range(3):
        ResponseFactory(ad=ad)
    client = signed_in(ad.owner)
    address, seen = f"{API}/responses/inbox/?page_size=2", []
    while address:
        body = client.get(address).json()
        seen += [row["id"] for row in body["results"]]
        address = body["next"]
    assert len(seen) == len(set(seen)) == 3
    assert APIClient().get(f"{API}/responses/inbox/").status_code == 401
    assert APIClient().get(f"{API}/responses/sent/").status_code == 401
    assert signed_in(UserFactory()).get(f"{API}/responses/inbox/").json()["results"] == []


def test_the_responder_sees_a_decision_only_when_it_stands(settings):
    settings.UNDO_SECONDS = 120
    response = ResponseFactory(accepted=True)
    row = signed_in(response.author).get(f"{API}/responses/sent/").json()["results"][0]
    assert row["status"] == "new"
    assert (row["decided_at"], row["seen_at"], row["undo_until"]) == (None, None, None)
    settings.UNDO_SECONDS = 0
    told = ResponseFactory(accepted=True)
    row = signed_in(told.author).get(f"{API}/responses/sent/").json()["results"][0]
    assert row["status"] == "accepted"
    assert row["decided_at"]


@pytest.mark.parametrize("amount", [1, 6])
def test_lists_ask_as_much_whatever_their_length(amount, django_assert_max_num_queries):
    ad = AdFactory(live=True)
    for _ in range(amount):
        ResponseFactory(ad=ad)
    client = signed_in(ad.owner)
    with django_assert_max_num_queries(4):
        assert len(client.get(f"{API}/responses/inbox/").json()["results"]) == amount
