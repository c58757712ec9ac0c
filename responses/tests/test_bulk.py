"""One move on several responses: by the verb, the API and the list without a script."""

from __future__ import annotations

import pytest
from rest_framework.test import APIClient

from accounts.models import User
from accounts.tests.factories import UserFactory
from ads.errors import AdIsFull
from ads.tests.factories import AdFactory, places
from common.errors import InvalidInput
from mailing.models import OutboxMessage
from responses import services
from responses.limits import BULK_MAX, NOTE_MAX
from responses.models import Response
from responses.tests.browsing import INBOX, page_of, signed_in, text_of
from responses.tests.factories import ResponseFactory

pytestmark = pytest.mark.django_db

BULK_API = "/api/v1/responses/bulk/"


@pytest.fixture(autouse=True)
def undo_window(settings):
    settings.UNDO_SECONDS = 120


def three() -> tuple[User, list[Response]]:
    ad = AdFactory(live=True)
    return ad.owner, [ResponseFactory(ad=ad) for _ in range(3)]


def statuses(responses: list[Response]) -> list[str]:
    return [Response.objects.get(pk=response.pk).status for response in responses]


def test_what_is_refused_for_one_stops_none_of_the_others():
    author, responses = three()
    services.decline_response(response_id=responses[1].pk, by=author)
    foreign = ResponseFactory()
    ids = [responses[0].pk, foreign.pk, responses[1].pk, 10**9, responses[2].pk, responses[0].pk]
    outcomes = services.move_many(response_ids=ids, move="accept", by=author, note="Ждём в среду.")
    assert [outcome.refusal is None for outcome in outcomes] == [True, False, False, False, True]
    assert statuses([*responses, foreign]) == ["accepted", "declined", "accepted", "new"]
    assert {Response.objects.get(pk=pk).decision_note for pk in (ids[0], ids[4])} == {"Ждём в среду."}
    assert OutboxMessage.objects.filter(kind="response-accepted").count() == 2


def test_places_run_out_in_the_order_given():
    ad = AdFactory(live=True, slots=places(healers=2))
    responses = [ResponseFactory(ad=ad) for _ in range(3)]
    outcomes = services.move_many(response_ids=[one.pk for one in responses], move="accept", by=ad.owner)
    assert [type(outcome.refusal) for outcome in outcomes] == [type(None), type(None), AdIsFull]
    assert statuses(responses) == ["accepted", "accepted", "new"]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"move": "withdraw"}, "move"),
        ({"response_ids": []}, "ids"),
        ({"response_ids": list(range(1, BULK_MAX + 2))}, "ids"),
        ({"note": "ы" * (NOTE_MAX + 1)}, "note"),
    ],
)
def test_a_bulk_that_cannot_be_changes_nothing(wrong, field):
    response = ResponseFactory()
    asked = {"response_ids": [response.pk], "move": "accept", "note": ""} | wrong
    with pytest.raises(InvalidInput) as refused:
        services.move_many(by=response.recipient, **asked)
    assert list(refused.value.field_errors) == [field]
    assert statuses([response]) == ["new"]


def test_the_api_says_what_became_of_each():
    author, responses = three()
    ids = [response.pk for response in responses]
    client = APIClient(headers={"accept-language": "en"})
    assert client.post(BULK_API, {"move": "accept", "ids": ids}, format="json").status_code == 401
    client.force_login(author)
    services.withdraw_response(response_id=ids[2], by=responses[2].author)
    done = client.post(BULK_API, {"move": "decline", "ids": ids}, format="json").json()["results"]
    assert [(one["id"], one["done"]) for one in done] == [(ids[0], True), (ids[1], True), (ids[2], False)]
    assert done[0]["response"]["status"] == "declined"
    assert done[0]["response"]["undo_until"]
    assert "withdrawn" in done[2]["detail"]
    undone = client.post(BULK_API, {"move": "undo", "ids": ids[:2]}, format="json").json()["results"]
    assert [one["response"]["status"] for one in undone] == ["new", "new"]
    assert client.post(BULK_API, {"move": "delete", "ids": ids}, format="json").status_code == 200
    assert client.get("/api/v1/responses/inbox/").json()["results"] == []
    assert client.post(f"/api/v1/responses/{ids[0]}/restore/").json()["status"] == "new"
    for body in (
        {},
        {"move": "x", "ids": ids},
        {"move": "accept", "ids": ["x"]},
        {"move": "accept", "ids": []},
    ):
        assert client.post(BULK_API, body, format="json").status_code == 400


def test_strangers_and_responders_move_nothing():
    _author, responses = three()
    for user in (UserFactory(), responses[0].author):
        client = APIClient()
        client.force_login(user)
        ids = [response.pk for response in responses]
        results = client.post(BULK_API, {"move": "accept", "ids": ids}, format="json").json()["results"]
        assert not any(one["done"] or one["response"] for one in results)
    assert statuses(responses) == ["new"] * 3


@pytest.mark.parametrize("move", ["accept", "decline", "delete"])
def test_the_list_decides_the_ticked_ones_and_takes_all_of_them_back(move):
    author, responses = three()
    ids = [response.pk for response in responses]
    client = signed_in(author)
    answer = client.post(f"{INBOX}bulk/", {"pick": ids[:2], "move": move, "next": f"{INBOX}?status=new"})
    assert answer["Location"] == f"{INBOX}?status=new&done={ids[0]},{ids[1]}"
    html = page_of(client, answer["Location"])
    assert ": 2." in html
    back = "restore" if move == "delete" else "undo"
    assert f'name="move" value="{back}"' in html
    client.post(f"{INBOX}bulk/", {"pick": ids[:2], "move": back})
    assert statuses(responses) == ["new"] * 3
    assert not Response.objects.exclude(deleted_at=None).exists()


def test_the_list_says_by_name_who_was_not_decided():
    author, responses = three()
    services.withdraw_response(response_id=responses[0].pk, by=responses[0].author)
    client = signed_in(author)
    picked = [response.pk for response in responses[:2]] + [10**9]
    html = text_of(client.post(f"{INBOX}bulk/", {"pick": picked, "move": "accept"}, follow=True))
    assert f"Not done, {responses[0].author}: " in html
    assert "withdrawn" in html
    assert statuses(responses) == ["withdrawn", "accepted", "new"]


def test_a_bulk_is_not_for_visitors_nor_by_get_nor_of_nothing():
    author, responses = three()
    data = {"pick": [responses[0].pk], "move": "accept"}
    assert signed_in(author).get(f"{INBOX}bulk/").status_code == 405
    assert APIClient().post(f"{INBOX}bulk/", data).status_code == 302
    nothing = signed_in(author).post(f"{INBOX}bulk/", {"pick": ["x", ""], "move": "accept"}, follow=True)
    assert "Choose at least one response." in text_of(nothing)
    away = signed_in(author).post(f"{INBOX}bulk/", {**data, "next": "https://evil.example/"})
    assert away["Location"].startswith(f"{INBOX}?done=")
    assert statuses(responses) == ["accepted", "new", "new"]


def test_a_link_ticks_the_whole_page_and_only_open_ones_have_a_box():
    author, responses = three()
    client = signed_in(author)
    assert page_of(client, f"{INBOX}?all=1").count(" checked>") == 3
    assert " checked>" not in page_of(client, INBOX)
    services.accept_response(response_id=responses[0].pk, by=author)
    assert 'name="pick"' not in page_of(client, f"{INBOX}?status=accepted")
