"""Responding from the listing's page, and what that page shows to whom."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.tests.factories import UserFactory
from ads.models import AdStatus, BoardEntry
from ads.tests.factories import AdFactory
from common.limits import rate_of
from responses import services
from responses.models import Response
from responses.tests.browsing import INBOX, page_of, signed_in, text_of
from responses.tests.factories import ResponseFactory

pytestmark = pytest.mark.django_db


def send(client: Client, ad, text: str = "Приду в среду."):
    return client.post(f"{INBOX}to/{ad.pk}/", {"text": text})


def test_sending_leads_back_to_the_listing():
    ad, player = AdFactory(live=True), UserFactory()
    answer = send(signed_in(player), ad)
    assert answer["Location"] == f"{ad.public_path}#respond"
    assert Response.objects.get().author == player


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("  ", "Write a line or two"), ("ы" * 2001, "Too long: 2,001 characters, and 2,000 fit.")],
)
def test_a_refused_text_stays_in_the_form(text, sentence):
    ad = AdFactory(live=True)
    answer = send(signed_in(UserFactory()), ad, text)
    assert answer.status_code == 400
    html = text_of(answer)
    assert sentence in html
    assert ad.title in html
    assert f">{text}</textarea>" in html
    assert not Response.objects.exists()


def test_the_field_cuts_nothing_and_says_how_much_fits():
    ad = AdFactory(live=True)
    html = text_of(signed_in(UserFactory()).get(f"{INBOX}to/{ad.pk}/"))
    field = html.partition('id="answer"')[2].partition("</div>")[0]
    assert "maxlength" not in field
    assert 'data-max="2000"' in field
    assert "up to 2000 characters" in field


def test_a_long_text_of_a_visitor_comes_back_whole_after_logging_in():
    ad, player, visitor = AdFactory(live=True), UserFactory(), Client()
    send(visitor, ad, "ы" * 2500)
    visitor.force_login(player)
    assert f">{'ы' * 2500}</textarea>" in text_of(visitor.get(f"{INBOX}to/{ad.pk}/"))


def test_every_refusal_keeps_the_text_and_says_why(settings):
    response = ResponseFactory()
    player, closed = signed_in(response.author), AdFactory(closed=True)
    for client, ad, status, sentence in (
        (player, response.ad, 409, "You have responded already."),
        (player, closed, 409, "takes no responses"),
        (signed_in(response.recipient), response.ad, 403, "your own listing"),
    ):
        answer = send(client, ad, "Мой текст")
        assert answer.status_code == status
        assert sentence in text_of(answer)
        assert "Мой текст</textarea>" in text_of(answer)
    assert send(player, AdFactory()).status_code == 404
    assert player.post(f"{INBOX}to/999999/", {"text": "а"}).status_code == 404


def test_too_many_responses_in_an_hour_are_refused(settings):
    settings.LIMITS_FACTOR = 1
    ad, client = AdFactory(live=True), signed_in(UserFactory())
    for _ in range(int(rate_of("respond", "new").split("/")[0])):
        send(client, ad, " ")
    answer = send(client, ad, "Мой текст")
    assert answer.status_code == 429
    assert "Мой текст</textarea>" in text_of(answer)


def test_a_text_written_before_logging_in_is_not_lost():
    ad, player, client = AdFactory(live=True), UserFactory(), Client()
    answer = send(client, ad, "Пишу, а сессия кончилась")
    assert answer["Location"] == f"{reverse('account_login')}?next={INBOX}to/{ad.pk}/"
    client.force_login(player)
    assert "Пишу, а сессия кончилась</textarea>" in page_of(client, f"{INBOX}to/{ad.pk}/")
    assert client.get(f"{INBOX}to/{AdFactory(closed=True).pk}/").status_code == 302


def panel(client: Client, ad) -> str:
    return page_of(client, ad.public_path)


def test_a_visitors_panel_holds_no_token_and_leads_to_logging_in():
    ad = AdFactory(live=True)
    client = Client(headers={"accept-language": "en"})
    html = panel(client, ad)
    assert "csrfmiddlewaretoken" not in html[html.index('id="respond"') :].split("</section>")[0]
    assert f"?next={ad.public_path.replace('/', '%2F')}%23respond" in html
    assert "csrftoken" not in client.cookies


def test_a_players_panel_has_the_form_and_the_author_none():
    ad = AdFactory(live=True)
    assert f'action="{INBOX}to/{ad.pk}/"' in panel(signed_in(UserFactory()), ad)
    assert 'class="reach"' in panel(signed_in(UserFactory()), ad)
    ResponseFactory(ad=ad)
    html = panel(signed_in(ad.owner), ad)
    assert f'action="{INBOX}to/{ad.pk}/"' not in html
    assert f"{INBOX}?listing={ad.pk}" in html
    assert "1 of them new" in html


def test_who_has_responded_sees_how_it_stands(settings):
    settings.UNDO_SECONDS = 0
    waiting, accepted = ResponseFactory(), ResponseFactory(accepted=True)
    declined = ResponseFactory(declined=True)
    html = panel(signed_in(waiting.author), waiting.ad)
    assert f'action="{INBOX}{waiting.pk}/withdraw/"' in html
    assert "<textarea" not in html
    html = panel(signed_in(accepted.author), accepted.ad)
    assert f"Write to {accepted.recipient} in the game." in html
    assert "<textarea" not in html
    html = panel(signed_in(declined.author), declined.ad)
    assert "takes no second response" in html
    assert "<textarea" not in html
    services.allow_again(response_id=declined.pk, by=declined.recipient)
    html = panel(signed_in(declined.author), declined.ad)
    assert "allows you to try again" in html
    assert "<textarea" in html


def test_a_closed_listing_says_so():
    closed = AdFactory(closed=True)
    for client in (Client(headers={"accept-language": "en"}), signed_in(UserFactory())):
        html = panel(client, closed)
        assert "takes no responses any more" in html
        assert "<textarea" not in html


def test_the_panel_costs_one_query():
    ad = AdFactory(live=True)
    BoardEntry.objects.filter(pk=ad.pk).update(response_count=3)
    for client, most in ((Client(), 0), (signed_in(UserFactory()), 1), (signed_in(ad.owner), 1)):
        with CaptureQueriesContext(connection) as queries:
            client.get(ad.public_path)
        asked = [query["sql"] for query in queries if '"responses_response"' in query["sql"]]
        badge = 0 if most == 0 else 1
        assert len(asked) <= most + badge


def test_a_visitor_fills_no_session_with_words(settings, monkeypatch):
    visitor = Client()
    for number in range(1, 8):
        visitor.post(f"{INBOX}to/{number}/", {"text": f"Текст {number}"})
    assert list(visitor.session["kept-drafts"]) == ["response-5", "response-6", "response-7"]
    settings.LIMITS_FACTOR = 1
    monkeypatch.setitem(settings.LIMITS, "kept-draft", ("", "", "", "0/h"))
    other = Client()
    assert other.post(f"{INBOX}to/1/", {"text": "а"}).status_code == 302
    assert "sessionid" not in other.cookies


def test_a_text_that_does_not_fit_has_the_focus_and_is_counted_as_it_was_typed():
    html = text_of(send(signed_in(UserFactory()), AdFactory(live=True), "ы" * 2100 + "\r\n  "))
    assert "Too long: 2,103 characters" in html
    assert re.search(r'<textarea[^>]*id="answer"[^>]*aria-invalid="true" autofocus', html)


def test_a_hidden_listing_promises_its_author_no_responses():
    hidden, live = AdFactory(live=True), AdFactory(live=True)
    BoardEntry.objects.filter(pk=hidden.pk).update(status=AdStatus.HIDDEN)
    promise = "We will write to you as soon as somebody does"
    assert promise not in page_of(signed_in(hidden.owner), hidden.public_path)
    assert promise in page_of(signed_in(live.owner), live.public_path)
