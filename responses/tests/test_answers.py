"""Ready answers, and the author's words with a decision."""

from __future__ import annotations

import pytest
from django.test import Client
from rest_framework.test import APIClient

from accounts.tests.factories import UserFactory
from common.errors import InvalidInput
from mailing.models import OutboxMessage
from responses import services
from responses.limits import ANSWERS_MAX, NOTE_MAX
from responses.models import CannedAnswers, Response
from responses.selectors import answers_of
from responses.tests.browsing import INBOX, page_of, signed_in, text_of
from responses.tests.factories import ResponseFactory

pytestmark = pytest.mark.django_db

NOTE = "Ждём в среду, спросите Марту."
API = "/api/v1/responses/answers/"
PAGE = f"{INBOX}answers/"


def test_answers_are_kept_in_order_without_blanks_and_repetitions():
    author = UserFactory()
    assert answers_of(author) == []
    services.keep_answers(texts=[" Да ", "", "Нет,\tспасибо", "Да", "\u202eДа"], by=author)
    assert answers_of(author) == ["Да", "Нет, спасибо"]
    services.keep_answers(texts=["Нет, спасибо", "Да"], by=author)
    assert answers_of(author) == ["Нет, спасибо", "Да"]
    services.keep_answers(texts=[], by=author)
    assert answers_of(author) == []


@pytest.mark.parametrize("texts", [["ы" * (NOTE_MAX + 1)], [f"Ответ {n}" for n in range(ANSWERS_MAX + 1)]])
def test_too_long_or_too_many_answers_are_refused_and_the_earlier_ones_stay(texts):
    author = UserFactory()
    services.keep_answers(texts=["Да"], by=author)
    with pytest.raises(InvalidInput):
        services.keep_answers(texts=texts, by=author)
    assert answers_of(author) == ["Да"]
    page = signed_in(author).post(PAGE, {"answers": "\n".join(texts)})
    assert page.status_code == 400
    assert "at most" in text_of(page).lower()
    client = APIClient()
    client.force_login(author)
    refused = client.put(API, {"answers": texts}, format="json")
    assert (refused.status_code, list(refused.json()["errors"])) == (400, ["answers"])
    services.keep_answers(texts=texts[:ANSWERS_MAX] if len(texts) > 1 else ["ы" * NOTE_MAX], by=author)


def test_answers_are_edited_on_a_page_and_over_the_api_by_their_owner_alone():
    author, other = UserFactory(), UserFactory()
    client = signed_in(author)
    assert client.post(PAGE, {"answers": "Да\r\nНет"})["Location"] == PAGE
    assert "Да\nНет</textarea>" in page_of(client, PAGE)
    assert "Да" not in page_of(signed_in(other), PAGE).partition("<textarea")[2].partition("</textarea>")[0]
    assert Client().get(PAGE).status_code == 302
    assert APIClient().get(API).status_code == 401
    api = APIClient()
    api.force_login(author)
    assert api.get(API).json() == {"answers": ["Да", "Нет"]}
    assert api.put(API, {"answers": ["Нет"]}, format="json").json() == {"answers": ["Нет"]}
    for body in ({}, {"answers": "x"}, {"answers": [{}]}):
        assert api.put(API, body, format="json").status_code == 400
    author.delete()
    assert not CannedAnswers.objects.exists()


@pytest.mark.parametrize("verb", [services.accept_response, services.decline_response])
def test_the_words_reach_the_responder_with_the_decision_and_not_before(verb, settings):
    settings.UNDO_SECONDS = 120
    response = ResponseFactory()
    verb(response_id=response.pk, by=response.recipient, note=f" {NOTE} ")
    player, author = signed_in(response.author), signed_in(response.recipient)
    for address in (f"{INBOX}sent/", response.ad.public_path):
        assert NOTE not in page_of(player, address)
    assert NOTE in page_of(author, f"{INBOX}?open={response.pk}")
    api = APIClient()
    api.force_login(response.author)
    assert api.get("/api/v1/responses/sent/").json()["results"][0]["decision_note"] == ""
    Response.objects.filter(pk=response.pk).update(announced_at="2020-01-01T00:00Z")
    for address in (f"{INBOX}sent/", response.ad.public_path):
        assert NOTE in page_of(player, address)
    assert api.get("/api/v1/responses/sent/").json()["results"][0]["decision_note"] == NOTE
    letter = OutboxMessage.objects.get(kind__in=["response-accepted", "response-declined"])
    assert f"> {NOTE}" in letter.text
    assert NOTE in letter.html


def test_an_undone_decision_leaves_no_words(settings):
    settings.UNDO_SECONDS = 120
    response = ResponseFactory()
    services.accept_response(response_id=response.pk, by=response.recipient, note=NOTE)
    services.undo_decision(response_id=response.pk, by=response.recipient)
    assert Response.objects.get(pk=response.pk).decision_note == ""


def test_words_that_are_too_long_decide_nothing():
    response = ResponseFactory()
    with pytest.raises(InvalidInput):
        services.decline_response(response_id=response.pk, by=response.recipient, note="ы" * (NOTE_MAX + 1))
    api = APIClient()
    api.force_login(response.recipient)
    address = f"/api/v1/responses/{response.pk}/accept/"
    assert api.post(address, {"note": "ы" * (NOTE_MAX + 1)}, format="json").status_code == 400
    assert Response.objects.get(pk=response.pk).status == "new"
    assert (
        api.post(address, {"note": "ы" * NOTE_MAX}, format="json").json()["decision_note"] == "ы" * NOTE_MAX
    )


def test_a_ready_answer_is_offered_beside_each_decision():
    response = ResponseFactory()
    services.keep_answers(texts=[NOTE], by=response.recipient)
    client = signed_in(response.recipient)
    for address in (INBOX, f"{INBOX}triage/"):
        assert f'<option value="{NOTE}">' in page_of(client, address)
