"""Sending a response and taking it back."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import IntegrityError
from django.utils import translation

from accounts.tests.factories import UserFactory
from ads.models import BoardEntry
from ads.tests.factories import AdFactory
from common.errors import InvalidInput
from mailing.models import OutboxMessage
from responses import services
from responses.errors import (
    AlreadyResponded,
    AlreadySent,
    BeingDecided,
    IllegalMove,
    NoSuchListing,
    NoSuchResponse,
    NotResponder,
    OwnListing,
    TakesNoResponses,
)
from responses.models import Response, ResponseEvent, ResponseStatus
from responses.tests.factories import ResponseFactory

pytestmark = pytest.mark.django_db


def count_of(ad) -> int:
    return BoardEntry.objects.get(pk=ad.pk).response_count


def test_a_response_is_kept_counted_recorded_and_told_to_the_author():
    ad, player = AdFactory(live=True), UserFactory()
    response = services.send_response(ad_id=ad.pk, text="Приду в среду.", by=player)
    assert (response.status, response.recipient, response.author) == ("new", ad.owner, player)
    assert count_of(ad) == 1
    assert [event.what for event in response.events.all()] == [ResponseEvent.What.SENT]
    letter = OutboxMessage.objects.get(kind="response-received")
    assert letter.to == ad.owner.email
    assert "> Приду в среду." in letter.text
    assert f"/my/responses/?open={response.pk}" in letter.text


def test_the_letter_is_in_its_readers_language():
    ad = AdFactory(live=True, author=UserFactory(language="en"))
    with translation.override("ru"):
        services.send_response(ad_id=ad.pk, text="Приду.", by=UserFactory())
    letter = OutboxMessage.objects.get(kind="response-received")
    assert "responded to your listing" in letter.text
    assert "Healers" in letter.html
    assert letter.headers["Content-Language"] == "en"
    assert "Reply-To" not in letter.headers


def test_markup_in_a_response_is_only_text_in_the_letter():
    ad = AdFactory(live=True)
    services.send_response(ad_id=ad.pk, text="<script>alert(1)</script>", by=UserFactory())
    assert "<script>" not in OutboxMessage.objects.get(kind="response-received").html


def test_an_address_in_a_response_is_a_link_in_the_letter_and_text_in_its_plain_part():
    for trust in ("new", "known"):
        ResponseFactory(text="Логи: https://e.com/a\njavascript:alert(1)", author=UserFactory(trust=trust))
    held, letter = OutboxMessage.objects.filter(kind="response-received").order_by("pk")
    assert '<a href="https://e.com/a" rel="ugc nofollow noopener"' in letter.html
    assert 'href="https://e.com' not in held.html
    assert 'href="javascript' not in held.html + letter.html
    assert "> Логи: https://e.com/a" in letter.text


def test_line_ends_are_unified_before_the_length_is_measured():
    text = "а\r\n" * 660 + "конец"
    response = ResponseFactory(text=text)
    assert response.text.count("\n") == 660
    assert "\r" not in response.text


def test_paragraphs_stay_and_empty_lines_are_few():
    assert ResponseFactory(text="  раз\n\n\n\n\nдва \x00\n").text == "раз\n\nдва"


@pytest.mark.parametrize("text", ["", "   \n\t ", "\x00\u202e"])
def test_an_empty_response_is_refused(text):
    with pytest.raises(InvalidInput) as refusal:
        ResponseFactory(text=text)
    assert list(refusal.value.field_errors) == ["text"]


def test_two_thousand_characters_fit_and_one_more_does_not():
    assert len(ResponseFactory(text="ы" * 2000).text) == 2000
    with pytest.raises(InvalidInput):
        ResponseFactory(text="ы" * 2001)


def test_ones_own_listing_is_refused():
    ad = AdFactory(live=True)
    with pytest.raises(OwnListing):
        services.send_response(ad_id=ad.pk, text="Я сам.", by=ad.owner)
    with pytest.raises(OwnListing):
        services.send_response(ad_id=AdFactory(author=ad.owner).pk, text="Я сам.", by=ad.owner)


def test_an_unknown_or_unpublished_listing_is_nobodys_to_know():
    for ad_id in (10**9, AdFactory().pk, AdFactory(submitted=True).pk):
        with pytest.raises(NoSuchListing):
            services.send_response(ad_id=ad_id, text="Привет.", by=UserFactory())


def test_a_hidden_listing_is_nobodys_to_know():
    ad = AdFactory(live=True)
    BoardEntry.objects.filter(pk=ad.pk).update(status="hidden")
    with pytest.raises(NoSuchListing):
        services.send_response(ad_id=ad.pk, text="Привет.", by=UserFactory())


def test_a_closed_listing_takes_none():
    with pytest.raises(TakesNoResponses):
        ResponseFactory(ad=AdFactory(closed=True))


@pytest.mark.parametrize("trait", ["seen", "shortlisted"])
def test_a_second_response_waits_for_the_answer_to_the_first(trait):
    first = ResponseFactory(**{trait: True})
    with pytest.raises(AlreadyResponded):
        ResponseFactory(ad=first.ad, author=first.author)
    assert count_of(first.ad) == 1
    assert OutboxMessage.objects.filter(kind="response-received").count() == 1


def test_a_decision_that_can_be_undone_counts_as_open(settings):
    settings.UNDO_SECONDS = 120
    first = ResponseFactory(declined=True)
    with pytest.raises(AlreadyResponded):
        ResponseFactory(ad=first.ad, author=first.author)


def test_after_a_withdrawal_one_may_respond_again():
    first = ResponseFactory(withdrawn=True)
    assert ResponseFactory(ad=first.ad, author=first.author).status == ResponseStatus.NEW


def test_the_same_words_or_the_same_form_again_are_a_second_click():
    first = ResponseFactory()
    again = {"ad_id": first.ad_id, "by": first.author}
    with pytest.raises(AlreadySent) as refusal:
        services.send_response(text=f"  {first.text}\r\n", **again)
    assert refusal.value.response_id == first.pk
    services.withdraw_response(response_id=first.pk, by=first.author)
    nonce = uuid4()
    second = services.send_response(text=first.text, nonce=nonce, **again)
    services.accept_response(response_id=second.pk, by=second.recipient)
    with pytest.raises(AlreadySent):
        services.send_response(text=first.text, nonce=nonce, **again)
    assert Response.objects.count() == 2


def test_another_text_from_the_same_form_is_another_response():
    nonce, ad, player = uuid4(), AdFactory(live=True), UserFactory()
    first = services.send_response(ad_id=ad.pk, text="Раз", nonce=nonce, by=player)
    with pytest.raises(AlreadyResponded) as refusal:
        services.send_response(ad_id=ad.pk, text="Два", nonce=nonce, by=player)
    assert not isinstance(refusal.value, AlreadySent)
    services.withdraw_response(response_id=first.pk, by=player)
    assert services.send_response(ad_id=ad.pk, text="Раз", nonce=nonce, by=player).nonce is None
    assert services.send_response(ad_id=AdFactory(live=True).pk, text="Раз", nonce=nonce, by=player).nonce


def test_the_database_itself_keeps_one_open_response_per_player_and_listing():
    first = ResponseFactory()
    with pytest.raises(IntegrityError):
        Response.objects.create(ad=first.ad, author=first.author, recipient=first.recipient, text="ещё")


def test_withdrawing_takes_it_off_the_count_and_stops_the_letter():
    response = ResponseFactory()
    services.withdraw_response(response_id=response.pk, by=response.author)
    response.refresh_from_db()
    assert response.status == ResponseStatus.WITHDRAWN
    assert count_of(response.ad) == 0


def test_only_who_sent_it_withdraws_it():
    response = ResponseFactory()
    with pytest.raises(NotResponder):
        services.withdraw_response(response_id=response.pk, by=response.recipient)
    with pytest.raises(NoSuchResponse):
        services.withdraw_response(response_id=response.pk, by=UserFactory())
    with pytest.raises(NoSuchResponse):
        services.withdraw_response(response_id=10**9, by=response.author)


def test_an_announced_decision_is_not_withdrawn(settings):
    settings.UNDO_SECONDS = 0
    response = ResponseFactory(accepted=True)
    with pytest.raises(IllegalMove):
        services.withdraw_response(response_id=response.pk, by=response.author)


def test_withdrawing_during_the_undo_time_says_to_look_again(settings):
    settings.UNDO_SECONDS = 120
    response = ResponseFactory(accepted=True)
    with pytest.raises(BeingDecided):
        services.withdraw_response(response_id=response.pk, by=response.author)


def test_withdrawing_twice_is_refused_and_counted_once():
    response = ResponseFactory(withdrawn=True)
    with pytest.raises(IllegalMove):
        services.withdraw_response(response_id=response.pk, by=response.author)
    assert count_of(response.ad) == 0


def test_withdrawing_a_deleted_response_leaves_the_count_alone():
    response = ResponseFactory(deleted=True)
    ResponseFactory(ad=response.ad)
    services.withdraw_response(response_id=response.pk, by=response.author)
    assert count_of(response.ad) == 1
