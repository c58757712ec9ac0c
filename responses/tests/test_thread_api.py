"""Conversations over REST."""

from __future__ import annotations

import pytest
from rest_framework.test import APIClient

from responses import services
from responses.models import Message
from responses.tests.factories import ResponseFactory

pytestmark = pytest.mark.django_db

THREADS = "/api/v1/threads/"


@pytest.fixture(autouse=True)
def decisions_stand_at_once(settings):
    settings.UNDO_SECONDS = 0


def signed_in(user) -> APIClient:
    client = APIClient()
    client.force_login(user)
    return client


def messages_of(response) -> str:
    return f"{THREADS}{response.pk}/messages/"


def test_both_write_read_and_see_what_is_read():
    response = ResponseFactory(accepted=True)
    author, player = signed_in(response.recipient), signed_in(response.author)
    sent = author.post(messages_of(response), {"text": "Среда?"}, format="json")
    assert sent.status_code == 201
    assert (sent.json()["text"], sent.json()["is_mine"], sent.json()["is_read"]) == ("Среда?", True, False)
    row = player.get(THREADS).json()["results"][0]
    assert (row["id"], row["unread"], row["latest"]) == (response.pk, 1, "Среда?")
    assert row["partner"]["display_name"] == response.recipient.display_name
    assert row["listing"]["id"] == response.ad_id
    assert player.get(messages_of(response)).json()["results"][0]["is_mine"] is False
    assert player.get(THREADS).json()["results"][0]["unread"] == 1, "reading by GET marks nothing"
    assert player.post(f"{THREADS}{response.pk}/read/", {}, format="json").json() == {"unread": 0}
    assert author.get(messages_of(response)).json()["results"][0]["is_read"] is True


def test_messages_come_newest_first_in_pages():
    response = ResponseFactory(accepted=True)
    for text in ("Раз", "Два", "Три"):
        services.write_message(response_id=response.pk, text=text, by=response.author)
    client, address, texts = signed_in(response.author), f"{messages_of(response)}?page_size=2", []
    while address:
        body = client.get(address).json()
        assert set(body) == {"next", "previous", "results"}
        texts += [row["text"] for row in body["results"]]
        address = body["next"]
    assert texts == ["Три", "Два", "Раз"]


def test_the_same_key_sends_once():
    response = ResponseFactory(accepted=True)
    client = signed_in(response.author)

    def post(text: str):
        return client.post(
            messages_of(response), {"text": text}, format="json", headers={"Idempotency-Key": "m1"}
        )

    assert post("Да").json()["id"] == post("Да").json()["id"]
    assert Message.objects.count() == 1
    assert post("Нет").status_code == 422


def test_every_refusal_is_a_problem_document(settings):
    response = ResponseFactory(accepted=True)
    client = signed_in(response.author)
    for given in ({"text": ""}, {"text": "ы" * 2001}, {"text": None}, {}, {"text": ["а"]}):
        answer = client.post(messages_of(response), given, format="json")
        assert (answer.status_code, list(answer.json()["errors"])) == (400, ["text"])
    for wrong in (-1, "x"):
        answer = client.post(f"{THREADS}{response.pk}/read/", {"up_to": wrong}, format="json")
        assert answer.status_code == 400
    withdrawn = ResponseFactory()
    services.write_message(response_id=withdrawn.pk, text="Ау", by=withdrawn.recipient)
    services.withdraw_response(response_id=withdrawn.pk, by=withdrawn.author)
    closed = signed_in(withdrawn.author).post(messages_of(withdrawn), {"text": "Да"}, format="json")
    assert closed.status_code == 409
    assert closed["Content-Type"].startswith("application/problem+json")
    assert "withdrawn" in closed.json()["detail"] or closed.json()["detail"]
    settings.LIMITS_FACTOR = 0
    limited = client.post(messages_of(response), {"text": "Да"}, format="json")
    assert (limited.status_code, int(limited["Retry-After"]) > 0) == (429, True)


@pytest.mark.parametrize("amount", [1, 4])
def test_lists_ask_as_much_whatever_their_length(amount, django_assert_max_num_queries):
    rows = [ResponseFactory(accepted=True)]
    rows += [ResponseFactory(accepted=True, ad__author=rows[0].recipient) for _ in range(amount - 1)]
    for text in ["Раз"] * amount:
        services.write_message(response_id=rows[0].pk, text=text, by=rows[0].recipient)
    client = signed_in(rows[0].recipient)
    with django_assert_max_num_queries(3):
        assert len(client.get(THREADS).json()["results"]) == amount
    with django_assert_max_num_queries(7):
        assert len(client.get(messages_of(rows[0])).json()["results"]) == amount
