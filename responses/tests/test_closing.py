"""Closing an ad: who waits hears of it once the author can't open it again unnoticed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.utils import timezone

from ads.services import close_ad, delete_ad, renew_ad
from ads.tests.factories import AdFactory
from mailing.models import OutboxMessage
from mailing.rows import Status
from notifications.models import Notification
from responses import services
from responses.tests.factories import ResponseFactory

pytestmark = pytest.mark.django_db

KIND = "response-listing-closed"


@pytest.fixture
def ad():
    return AdFactory(live=True)


@pytest.fixture
def undo_window(settings):
    settings.UNDO_SECONDS = 120


def close(ad):
    close_ad(ad_id=ad.pk, by=ad.owner)


def reopen(ad):
    renew_ad(ad_id=ad.pk, by=ad.owner)


def letters(status=Status.QUEUED):
    return OutboxMessage.objects.filter(kind=KIND, status=status)


def two_minutes_later():
    Notification.objects.filter(kind=KIND).update(due_at=timezone.now() - timedelta(seconds=1))
    letters().update(status=Status.SENT, finished_at=timezone.now())


def test_without_time_to_think_again_it_is_told_at_once(ad, settings):
    settings.UNDO_SECONDS = 0
    response = ResponseFactory(ad=ad)
    close(ad)
    assert letters().get().not_before <= timezone.now()
    reopen(ad)
    assert Notification.objects.for_player(response.author_id).filter(kind=KIND).exists()


def test_the_letter_waits_and_so_does_the_line_on_the_site(ad, undo_window):
    response = ResponseFactory(ad=ad)
    before = timezone.now()
    close(ad)
    assert letters().get().not_before >= before + timedelta(seconds=120)
    assert not Notification.objects.for_player(response.author_id).exists()
    two_minutes_later()
    assert Notification.objects.for_player(response.author_id).get().kind == KIND


def test_opening_again_in_time_takes_every_letter_back(ad, undo_window):
    waiting, decided = ResponseFactory(ad=ad), ResponseFactory(ad=ad)
    close(ad)
    assert letters().count() == 2
    services.decline_response(response_id=decided.pk, by=ad.owner)
    reopen(ad)
    assert not letters().exists()
    assert not Notification.objects.filter(kind=KIND).exists()
    close(ad)
    assert letters().get().to == waiting.author.email


def test_opening_again_too_late_unsays_nothing_and_closing_anew_says_nothing_new(ad, undo_window):
    ResponseFactory(ad=ad)
    close(ad)
    two_minutes_later()
    reopen(ad)
    close(ad)
    assert Notification.objects.filter(kind=KIND).count() == 1
    assert letters(Status.SENT).count() == OutboxMessage.objects.filter(kind=KIND).count() == 1


def test_who_withdraws_meanwhile_hears_nothing(ad, undo_window):
    response = ResponseFactory(ad=ad)
    close(ad)
    services.withdraw_response(response_id=response.pk, by=response.author)
    assert not letters().exists()
    assert not Notification.objects.filter(kind=KIND).exists()


def test_deleting_meanwhile_tells_that_alone(ad, undo_window):
    response = ResponseFactory(ad=ad)
    close(ad)
    delete_ad(ad_id=ad.pk, by=ad.owner)
    assert not letters().exists()
    told = Notification.objects.filter(recipient=response.author)
    assert [notification.kind for notification in told] == ["response-listing-gone"]


@pytest.mark.parametrize(
    ("seconds", "responded", "said"), [(120, True, True), (120, False, False), (0, True, False)]
)
def test_the_author_reads_until_when_nobody_hears_of_it(client, ad, settings, seconds, responded, said):
    settings.UNDO_SECONDS = seconds
    if responded:
        ResponseFactory(ad=ad)
    client.force_login(ad.owner)
    answer = client.post(f"/my/listings/{ad.pk}/close/", headers={"accept-language": "en"})
    words = " ".join(str(message) for message in get_messages(answer.wsgi_request))
    assert words.startswith("Closed.")
    assert ("hears of it in 2 minutes" in words) == said
