"""Deals of traders and crafters: proposed by one side, confirmed by the other with a code."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.tests.factories import UserFactory
from responses import services
from responses.errors import (
    DealNotPossible,
    DealStands,
    NoDealProposed,
    NoSuchConversation,
    WrongDealCode,
)
from responses.models import Deal, Response
from responses.selectors import deal_count
from responses.tests.browsing import page_of, signed_in, text_of
from responses.tests.factories import ResponseFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def decisions_stand_at_once(settings):
    settings.UNDO_SECONDS = 0


def traded(**options) -> Response:
    return ResponseFactory(**{"accepted": True, "ad__category": "traders", **options})


def propose(response: Response, by) -> Deal:
    return services.propose_deal(response_id=response.pk, by=by)


def confirm(response: Response, by, code: str) -> Deal:
    return services.confirm_deal(response_id=response.pk, by=by, code=code)


def counts(*players) -> list[int]:
    return [deal_count(player) for player in players]


@pytest.mark.parametrize("proposer", ["author", "recipient"])
def test_a_deal_counts_for_both_once_the_other_side_has_typed_the_code(proposer):
    response = traded()
    one = getattr(response, proposer)
    other = response.recipient if proposer == "author" else response.author
    deal = propose(response, one)
    assert counts(one, other) == [0, 0]
    confirm(response, other, f" {deal.code} ")
    assert counts(one, other) == [1, 1]
    for call in (lambda: propose(response, other), lambda: confirm(response, other, deal.code)):
        with pytest.raises(DealStands):
            call()


def test_nobody_confirms_alone_or_with_another_code():
    response = traded()
    with pytest.raises(NoDealProposed):
        confirm(response, response.author, "0000")
    deal = propose(response, response.recipient)
    with pytest.raises(NoDealProposed):
        confirm(response, response.recipient, deal.code)
    wrong = "0000" if deal.code != "0000" else "1111"
    for code in (wrong, "", "нет"):
        with pytest.raises(WrongDealCode):
            confirm(response, response.author, code)
    with pytest.raises(NoSuchConversation):
        confirm(response, UserFactory(), deal.code)
    assert counts(response.author, response.recipient) == [0, 0]


def test_a_deal_takes_an_accepted_response_to_a_trader_or_crafter(settings):
    for response in (traded(accepted=False), traded(ad__category="healers")):
        with pytest.raises(DealNotPossible):
            propose(response, response.recipient)
    settings.UNDO_SECONDS = 120
    with pytest.raises(NoSuchConversation):
        propose(*(lambda row: (row, row.author))(traded()))


def test_the_same_two_count_once_in_thirty_days():
    first = traded()
    author, player = first.recipient, first.author

    def deal_again() -> Deal:
        response = traded(author=player, ad__author=author)
        return confirm(response, player, propose(response, author).code)

    confirm(first, player, propose(first, author).code)
    assert deal_again().counts is False
    assert counts(author, player) == [1, 1]
    Deal.objects.update(confirmed_at=timezone.now() - timedelta(days=31))
    assert deal_again().counts is True
    assert counts(author, player) == [2, 2]


def test_a_deal_outlives_its_response():
    response = traded()
    confirm(response, response.author, propose(response, response.recipient).code)
    response.delete()
    assert counts(response.author, response.recipient) == [1, 1]


def test_only_who_proposed_sees_the_code_and_the_profile_shows_the_count():
    response = traded()
    page = f"/my/messages/{response.pk}/"
    author, player = signed_in(response.recipient), signed_in(response.author)
    assert "Propose a deal" in page_of(player, page)
    assert author.post(f"{page}deal/")["Location"] == page
    code = Deal.objects.get().code
    assert f'deal-code">{code}<' in page_of(author, page)
    assert f">{code}<" not in page_of(player, page)
    wrong = "0000" if code != "0000" else "1111"
    assert "isn&#x27;t the code" in text_of(player.post(f"{page}deal/confirm/", {"code": wrong}, follow=True))
    player.post(f"{page}deal/confirm/", {"code": code})
    assert "confirmed by both sides" in page_of(player, page)
    for who in (response.author, response.recipient):
        assert "1 deal" in page_of(signed_in(UserFactory()), who.get_absolute_url())
    assert "confirmed by both" not in page_of(player, UserFactory().get_absolute_url())


def test_codes_are_not_guessed_at_any_pace(settings):
    settings.LIMITS_FACTOR = 1
    response = traded()
    deal = propose(response, response.recipient)
    client, page = signed_in(response.author), f"/my/messages/{response.pk}/deal/confirm/"
    for _turn in range(20):
        client.post(page, {"code": "нет"})
    assert "Too often" in text_of(client.post(page, {"code": deal.code}, follow=True))
    assert counts(response.author) == [0]
