"""Conversations in HTML."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from accounts.tests.factories import UserFactory
from responses import services
from responses.models import Message
from responses.selectors import unread_messages
from responses.tests.browsing import INBOX, page_of, signed_in, text_of
from responses.tests.factories import ResponseFactory

pytestmark = pytest.mark.django_db

LIST = "/my/messages/"


@pytest.fixture(autouse=True)
def decisions_stand_at_once(settings):
    settings.UNDO_SECONDS = 0


def address(response) -> str:
    return f"{LIST}{response.pk}/"


def write(response, by, text: str = "Среда?") -> Message:
    return services.write_message(response_id=response.pk, text=text, by=by)


def test_a_message_is_sent_and_shown_as_plain_text_with_links():
    response = ResponseFactory(author=UserFactory(trust="known"), accepted=True)
    client = signed_in(response.author)
    answer = client.post(address(response), {"text": "Смотрите https://example.com/a\n\n<b>не</b>"})
    sent = Message.objects.get()
    assert answer["Location"] == f"{address(response)}#message-{sent.pk}"
    html = page_of(client, address(response))
    assert 'href="https://example.com/a" rel="ugc nofollow noopener"' in html
    assert "<p>&lt;b&gt;не&lt;/b&gt;</p>" in html
    assert response.text in html


def test_a_refused_text_stays_in_the_form(settings):
    response = ResponseFactory(accepted=True)
    client = signed_in(response.author)
    empty = client.post(address(response), {"text": " "})
    assert (empty.status_code, "Write something first." in text_of(empty)) == (400, True)
    long = client.post(address(response), {"text": "ы" * 2001, "nonce": "x"})
    assert (long.status_code, f"{'ы' * 2001}</textarea>" in text_of(long)) == (400, True)
    settings.LIMITS_FACTOR = 0
    limited = client.post(address(response), {"text": "Мой текст"})
    assert (limited.status_code, "Мой текст</textarea>" in text_of(limited)) == (429, True)
    assert not Message.objects.exists()


def test_in_a_closed_conversation_the_text_is_kept_to_copy_it():
    response = ResponseFactory()
    write(response, response.recipient)
    services.withdraw_response(response_id=response.pk, by=response.author)
    answer = signed_in(response.author).post(address(response), {"text": "Мой текст"})
    assert answer.status_code == 409
    assert "The response was withdrawn" in text_of(answer)
    assert "Мой текст</textarea>" in text_of(answer)


def test_a_text_written_in_an_ended_session_is_kept():
    response, client = ResponseFactory(accepted=True), Client()
    answer = client.post(address(response), {"text": "Сессия кончилась"})
    assert answer["Location"] == f"{reverse('account_login')}?next={address(response)}"
    client.force_login(response.author)
    assert "Сессия кончилась</textarea>" in page_of(client, address(response))


def test_reading_by_get_marks_nothing_and_the_button_does():
    response = ResponseFactory(accepted=True)
    message = write(response, response.recipient)
    client = signed_in(response.author)
    assert "said-new" in page_of(client, address(response))
    page_of(client, f"{address(response)}fresh/")
    assert unread_messages(response.author) == 1
    client.post(f"{address(response)}read/", {"seen": message.pk})
    assert unread_messages(response.author) == 0
    assert "said-new" not in page_of(client, address(response))
    assert "said-read" in page_of(signed_in(response.recipient), address(response))


def test_answering_marks_as_read_what_the_page_had_shown():
    response = ResponseFactory(accepted=True)
    shown, later = write(response, response.recipient), write(response, response.recipient)
    client = signed_in(response.author)
    client.post(address(response), {"text": "Да", "seen": shown.pk})
    assert unread_messages(response.author) == 1
    client.post(address(response), {"text": "Да!", "seen": later.pk})
    assert unread_messages(response.author) == 0


def test_the_page_is_renewed_only_when_something_is_new():
    response = ResponseFactory(accepted=True)
    client = signed_in(response.author)
    html = page_of(client, address(response))
    state = html.split('data-state="')[1].split('"')[0]
    fresh = f"{address(response)}fresh/"
    assert client.get(fresh, {"state": state}).status_code == 204
    write(response, response.recipient, "Ну как?")
    answer = client.get(fresh, {"state": state})
    assert (answer.status_code, "Ну как?" in text_of(answer)) == (200, True)


def test_the_list_shows_who_wrote_what_about_which_listing():
    response = ResponseFactory(accepted=True)
    html = page_of(signed_in(response.author), LIST)
    assert "Nobody has written yet" in html
    write(response, response.recipient, "Жду у ворот")
    html = page_of(signed_in(response.author), LIST)
    for words in ("Жду у ворот", response.recipient.display_name, response.ad.title, "letter-new"):
        assert words in html
    html = page_of(signed_in(response.recipient), LIST)
    assert "letter-new" not in html
    assert "No conversations yet" in page_of(signed_in(UserFactory()), LIST)


def test_the_conversation_is_reached_from_the_inbox_the_sent_list_and_the_listing(settings):
    response = ResponseFactory()
    link = f'href="{address(response)}"'
    assert link in page_of(signed_in(response.recipient), f"{INBOX}?open={response.pk}")
    responder = signed_in(response.author)
    for page in (f"{INBOX}sent/", response.ad.public_path):
        assert link not in page_of(responder, page)
    write(response, response.recipient)
    for page in (f"{INBOX}sent/", response.ad.public_path):
        assert link in page_of(responder, page)
    assert f'href="{LIST}"' in page_of(responder, INBOX)


@pytest.mark.parametrize("amount", [1, 6])
def test_pages_ask_as_much_whatever_their_length(amount, django_assert_max_num_queries):
    author = UserFactory()
    for _turn in range(amount):
        response = ResponseFactory(accepted=True, ad__author=author)
        for text in ("Раз", "Два"):
            write(response, response.author, text)
    client = signed_in(author)
    with django_assert_max_num_queries(7):
        page_of(client, LIST)
    with django_assert_max_num_queries(11):
        page_of(client, address(response))
    with django_assert_max_num_queries(9):
        page_of(client, f"{address(response)}fresh/")
