"""Responding again after a decline: only with the author's leave."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from ads.models import BoardEntry
from mailing.guards import objection_to
from mailing.models import OutboxMessage
from notifications.models import Notification
from responses import services
from responses.errors import AgainNotPossible, AlreadyResponded, Deleted, NoSecondTry, TooLateToUndo
from responses.models import Response
from responses.tests.browsing import INBOX, page_of, signed_in
from responses.tests.factories import ResponseFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def decided_at_once(settings):
    settings.UNDO_SECONDS = 0


@pytest.fixture
def undo_window(settings, decided_at_once):
    settings.UNDO_SECONDS = 120


def decline(response: Response, **given) -> Response:
    return services.decline_response(response_id=response.pk, by=response.recipient, **given)


def allow(response: Response) -> Response:
    return services.allow_again(response_id=response.pk, by=response.recipient)


def once_more(first: Response) -> Response:
    return ResponseFactory(ad=first.ad, author=first.author)


@pytest.mark.parametrize("tidied", [False, True])
def test_without_leave_there_is_no_second_one(tidied):
    first = ResponseFactory(declined=True, deleted=tidied)
    with pytest.raises(NoSecondTry):
        once_more(first)


def test_leave_comes_with_the_decline_or_afterwards_and_serves_once():
    first = ResponseFactory()
    decline(first, again=True)
    second = once_more(first)
    decline(second)
    with pytest.raises(NoSecondTry):
        once_more(first)
    allow(second)
    third = once_more(first)
    services.withdraw_response(response_id=third.pk, by=third.author)
    assert once_more(first).status == "new", "who withdraws loses nothing"
    assert "no second" not in page_of(signed_in(first.author), f"{INBOX}sent/"), "that was before"
    assert not Response.objects.filter(again_allowed=True).exists()


def test_the_decline_tells_of_the_leave_that_comes_with_it():
    first = ResponseFactory()
    decline(first, again=True)
    letter = OutboxMessage.objects.get(kind="response-declined")
    assert f"{first.ad.public_path}#respond" in letter.text
    assert f"{first.ad.public_path}#respond" in letter.html
    other = ResponseFactory(declined=True)
    assert "#respond" not in OutboxMessage.objects.get(to=other.author.email).text


def test_leave_given_afterwards_has_a_letter_while_it_stands():
    first = ResponseFactory(declined=True)
    allow(first)
    letter = OutboxMessage.objects.get(kind="response-again")
    assert letter.to == first.author.email
    assert f"{first.ad.public_path}#respond" in letter.text
    assert objection_to(letter) is None
    once_more(first)
    assert objection_to(letter)


def test_leave_is_for_the_latest_declined_one_and_given_once():
    waiting, declined = ResponseFactory(), ResponseFactory(declined=True)
    accepted, deleted = ResponseFactory(accepted=True), ResponseFactory(declined=True, deleted=True)
    allow(declined)
    for response in (waiting, declined, accepted):
        with pytest.raises(AgainNotPossible):
            allow(response)
    once_more(declined)
    with pytest.raises(AgainNotPossible):
        allow(declined)
    with pytest.raises(Deleted):
        allow(deleted)


@pytest.mark.parametrize("how", ["with", "after", "never"])
@pytest.mark.parametrize("tidied", [False, True])
def test_the_responder_learns_of_it_only_when_the_decline_stands(how, tidied, undo_window):
    first = ResponseFactory()
    decline(first, again=how == "with")
    if how == "after":
        allow(first)
    if tidied:
        services.delete_response(response_id=first.pk, by=first.recipient)
    with pytest.raises(AlreadyResponded):
        once_more(first)
    client = signed_in(first.author)
    for address in (f"{INBOX}sent/", f"{INBOX}sent/{first.pk}/", first.ad.public_path):
        html = page_of(client, address)
        assert "try again" not in html
        assert "takes no second" not in html
    assert not Notification.objects.for_player(first.author_id).exists()
    later = timezone.now() - timedelta(seconds=1)
    Response.objects.update(announced_at=later)
    sentence = "takes no second" if how == "never" else "try again"
    assert sentence in page_of(client, first.ad.public_path)
    own = page_of(client, f"{INBOX}sent/{first.pk}/")
    assert sentence in own
    assert ("#respond" in own) == (how != "never")
    assert sentence in page_of(client, f"{INBOX}sent/")


def test_an_undone_decline_takes_the_leave_back(undo_window):
    first = ResponseFactory()
    decline(first)
    allow(first)
    undone = services.undo_decision(response_id=first.pk, by=first.recipient)
    assert not undone.again_allowed
    assert not OutboxMessage.objects.filter(kind="response-again", status="queued").exists()
    assert not Notification.objects.filter(recipient=first.author).exists()


@pytest.mark.parametrize("kind", ["response-declined", "response-again"])
def test_nothing_is_undone_whose_letter_is_leaving(kind, undo_window):
    first = ResponseFactory()
    decline(first)
    allow(first)
    OutboxMessage.objects.filter(kind=kind).update(
        status="sending", lease_until=timezone.now() + timedelta(minutes=5), leased_by="worker"
    )
    with pytest.raises(TooLateToUndo):
        services.undo_decision(response_id=first.pk, by=first.recipient)
    assert Response.objects.get(pk=first.pk).status == "declined"
    assert Notification.objects.filter(recipient=first.author).count() == 2, "nothing is half taken back"


def test_a_listing_that_is_over_offers_no_second_try():
    first = ResponseFactory()
    decline(first, again=True)
    BoardEntry.objects.filter(pk=first.ad_id).update(status="closed")
    assert "<textarea" not in page_of(signed_in(first.author), first.ad.public_path)
