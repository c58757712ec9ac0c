"""Accepting, declining, shortlisting, and taking it back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.tests.factories import UserFactory
from mailing.guards import objection_to
from mailing.models import OutboxMessage
from mailing.rows import Status
from notifications.models import Notification
from responses import services
from responses.errors import Deleted, IllegalMove, NoSuchResponse, NotReceiver, TooLateToUndo
from responses.models import LEGAL_MOVES, Response, ResponseStatus
from responses.tests.factories import ResponseFactory

pytestmark = pytest.mark.django_db

DECISIONS = {"accepted": services.accept_response, "declined": services.decline_response}
VERBS = {**DECISIONS, "shortlisted": services.shortlist_response}


@pytest.fixture
def undo_window(settings):
    settings.UNDO_SECONDS = 120


@pytest.fixture
def at_once(settings):
    settings.UNDO_SECONDS = 0


def move_clock(response: Response, seconds: int) -> None:
    """Let time pass for a decision."""
    earlier = timedelta(seconds=seconds)
    row = Response.objects.get(pk=response.pk)
    Response.objects.filter(pk=row.pk).update(announced_at=row.announced_at - earlier)
    told = Notification.objects.filter(kind__in=("response-accepted", "response-declined"))
    told.filter(key__contains=f":{row.pk}:").update(due_at=row.announced_at - earlier)


@pytest.mark.parametrize("outcome", DECISIONS)
def test_a_decision_is_told_to_the_responder_once_it_stands(outcome, undo_window):
    response = ResponseFactory()
    before = timezone.now()
    DECISIONS[outcome](response_id=response.pk, by=response.recipient)
    response.refresh_from_db()
    assert response.status == outcome
    assert response.seen_at is not None
    assert response.visible_status == ResponseStatus.NEW
    letter = OutboxMessage.objects.get(kind=f"response-{outcome}")
    assert letter.to == response.author.email
    assert letter.not_before == response.announced_at >= before + timedelta(seconds=120)
    assert f"> {response.text}" in letter.text
    assert not Notification.objects.for_player(response.author_id).exists()
    move_clock(response, 121)
    response.refresh_from_db()
    assert response.visible_status == outcome
    assert Notification.objects.for_player(response.author_id).count() == 1


@pytest.mark.parametrize("outcome", DECISIONS)
def test_without_an_undo_time_it_is_told_at_once(outcome, at_once):
    response = ResponseFactory(**{outcome: True})
    assert response.visible_status == outcome
    assert OutboxMessage.objects.get(kind=f"response-{outcome}").not_before <= timezone.now()
    assert Notification.objects.for_player(response.author_id).exists()
    with pytest.raises(TooLateToUndo):
        services.undo_decision(response_id=response.pk, by=response.recipient)


def test_shortlisting_writes_to_nobody(at_once):
    response = ResponseFactory(shortlisted=True)
    assert (
        OutboxMessage.objects.exclude(kind="response-received").filter(to=response.author.email).count() == 0
    )


@pytest.mark.parametrize("second", DECISIONS)
@pytest.mark.parametrize("first", [*DECISIONS, "withdrawn"])
def test_what_is_decided_or_withdrawn_takes_no_decision(first, second, at_once):
    response = ResponseFactory(**{first: True})
    letters = OutboxMessage.objects.count()
    with pytest.raises(IllegalMove):
        DECISIONS[second](response_id=response.pk, by=response.recipient)
    assert OutboxMessage.objects.count() == letters
    assert Response.objects.get(pk=response.pk).status == first


def test_the_table_of_moves_has_every_state():
    assert set(LEGAL_MOVES) == set(ResponseStatus)


@pytest.mark.parametrize("verb", [*VERBS.values(), services.undo_decision])
def test_only_the_listings_author_decides(verb):
    response = ResponseFactory()
    with pytest.raises(NotReceiver):
        verb(response_id=response.pk, by=response.author)
    with pytest.raises(NoSuchResponse):
        verb(response_id=response.pk, by=UserFactory())
    with pytest.raises(NoSuchResponse):
        verb(response_id=10**9, by=response.recipient)


@pytest.mark.parametrize("verb", VERBS.values())
def test_a_deleted_response_takes_no_decision(verb):
    response = ResponseFactory(deleted=True)
    with pytest.raises(Deleted):
        verb(response_id=response.pk, by=response.recipient)


@pytest.mark.parametrize("outcome", DECISIONS)
@pytest.mark.parametrize("state", ["seen", "shortlisted"])
def test_undoing_gives_the_earlier_state_back_and_stops_the_letter(outcome, state, undo_window):
    response = ResponseFactory(**{state: True})
    DECISIONS[outcome](response_id=response.pk, by=response.recipient)
    services.undo_decision(response_id=response.pk, by=response.recipient)
    after = Response.objects.get(pk=response.pk)
    assert (after.status, after.decided_at, after.undo_until) == (response.status, None, None)
    assert OutboxMessage.objects.get(kind=f"response-{outcome}").status == Status.CANCELLED
    assert not Notification.objects.filter(recipient=response.author).exists()


def test_deciding_undoing_and_deciding_again_sends_one_letter(undo_window):
    response = ResponseFactory(accepted=True)
    services.undo_decision(response_id=response.pk, by=response.recipient)
    services.accept_response(response_id=response.pk, by=response.recipient)
    letters = OutboxMessage.objects.filter(kind="response-accepted")
    assert sorted(letter.status for letter in letters) == [Status.CANCELLED, Status.QUEUED]
    assert [event.what for event in response.events.all()] == ["sent", "accepted", "undone", "accepted"]


def test_undoing_a_shortlisting(undo_window):
    response = ResponseFactory(shortlisted=True)
    services.undo_decision(response_id=response.pk, by=response.recipient)
    assert Response.objects.get(pk=response.pk).status == ResponseStatus.NEW


def test_undoing_too_late_or_twice_is_refused(undo_window):
    late, twice = ResponseFactory(accepted=True), ResponseFactory(declined=True)
    move_clock(late, 121)
    with pytest.raises(TooLateToUndo):
        services.undo_decision(response_id=late.pk, by=late.recipient)
    services.undo_decision(response_id=twice.pk, by=twice.recipient)
    with pytest.raises(TooLateToUndo):
        services.undo_decision(response_id=twice.pk, by=twice.recipient)


def letter_about(kind: str) -> OutboxMessage:
    return OutboxMessage.objects.get(kind=kind)


def test_a_letter_about_a_response_goes_while_it_is_true():
    ResponseFactory()
    assert objection_to(letter_about("response-received")) is None


@pytest.mark.parametrize("trait", ["withdrawn", "deleted"])
def test_no_letter_about_a_response_that_is_gone(trait):
    ResponseFactory(**{trait: True})
    assert objection_to(letter_about("response-received"))


def test_no_letter_about_a_hidden_listing(at_once):
    response = ResponseFactory(accepted=True)
    assert objection_to(letter_about("response-accepted")) is None
    type(response.ad.entry).objects.filter(pk=response.ad_id).update(status="hidden")
    assert objection_to(letter_about("response-received"))
    assert objection_to(letter_about("response-accepted"))


def test_tidying_up_the_inbox_does_not_stop_the_news_but_a_moderator_does(at_once):
    response = ResponseFactory(accepted=True, deleted=True)
    assert objection_to(letter_about("response-accepted")) is None
    services.restore_response(response_id=response.pk, by=response.recipient)
    services.hide_response(response_id=response.pk, by=UserFactory(moderator=True))
    assert objection_to(letter_about("response-accepted"))


def test_no_letter_about_a_decision_taken_back_in_the_last_moment(undo_window):
    response = ResponseFactory(accepted=True)
    services.undo_decision(response_id=response.pk, by=response.recipient)
    assert objection_to(letter_about("response-accepted"))
