"""Reading, deleting, bringing back; what follows when a listing goes."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.tests.factories import UserFactory
from ads.models import BoardEntry
from ads.services import close_ad, delete_ad, expire_ads, renew_ad
from ads.tests.factories import AdFactory
from mailing.guards import objection_to
from mailing.models import OutboxMessage
from mailing.rows import Status
from notifications.models import Notification
from responses import services
from responses.errors import AnotherIsOpen, Deleted, NoSuchResponse, NotDeleted, NotReceiver
from responses.limits import DELETED_KEPT
from responses.models import Response
from responses.selectors import new_count
from responses.tasks import sweep_responses
from responses.tests.factories import ResponseFactory

pytestmark = pytest.mark.django_db


def count_of(response: Response) -> int:
    return BoardEntry.objects.get(pk=response.ad_id).response_count


def test_reading_is_noted_once():
    response = ResponseFactory()
    assert new_count(response.recipient) == 1
    services.mark_seen(response_id=response.pk, by=response.recipient)
    first = Response.objects.get(pk=response.pk).seen_at
    services.mark_seen(response_id=response.pk, by=response.recipient)
    assert Response.objects.get(pk=response.pk).seen_at == first
    assert new_count(response.recipient) == 0


def test_nobody_else_notes_it():
    response = ResponseFactory()
    with pytest.raises(NotReceiver):
        services.mark_seen(response_id=response.pk, by=response.author)
    with pytest.raises(NoSuchResponse):
        services.mark_seen(response_id=response.pk, by=UserFactory())


def test_deleting_and_bringing_back_leaves_it_as_it_was():
    response = ResponseFactory(shortlisted=True)
    services.delete_response(response_id=response.pk, by=response.recipient)
    assert count_of(response) == 0
    assert not Response.objects.received_by(response.recipient).exists()
    services.restore_response(response_id=response.pk, by=response.recipient)
    after = Response.objects.get(pk=response.pk)
    assert (after.status, after.deleted_at, after.deleted_by) == ("shortlisted", None, None)
    assert count_of(response) == 1
    assert [event.what for event in response.events.all()] == ["sent", "shortlisted", "deleted", "restored"]


def test_only_the_listings_author_deletes_and_restores():
    response = ResponseFactory()
    for verb in (services.delete_response, services.restore_response):
        with pytest.raises(NotReceiver):
            verb(response_id=response.pk, by=response.author)
        with pytest.raises(NoSuchResponse):
            verb(response_id=response.pk, by=UserFactory())


def test_deleting_twice_and_restoring_what_is_there_is_refused():
    response = ResponseFactory()
    with pytest.raises(NotDeleted):
        services.restore_response(response_id=response.pk, by=response.recipient)
    services.delete_response(response_id=response.pk, by=response.recipient)
    with pytest.raises(Deleted):
        services.delete_response(response_id=response.pk, by=response.recipient)
    assert count_of(response) == 0


def test_deleting_a_withdrawn_one_leaves_the_count_alone():
    response = ResponseFactory(withdrawn=True)
    ResponseFactory(ad=response.ad)
    services.delete_response(response_id=response.pk, by=response.recipient)
    assert count_of(response) == 1


def test_what_a_moderator_hid_the_author_cannot_bring_back():
    response, moderator = ResponseFactory(), UserFactory(moderator=True)
    services.hide_response(response_id=response.pk, by=moderator)
    assert count_of(response) == 0
    with pytest.raises(NotDeleted):
        services.restore_response(response_id=response.pk, by=response.recipient)
    services.restore_hidden_response(response_id=response.pk, by=moderator)
    assert count_of(response) == 1


def test_one_that_was_replaced_meanwhile_is_not_restored():
    response = ResponseFactory(deleted=True)
    ResponseFactory(ad=response.ad, author=response.author)
    with pytest.raises(AnotherIsOpen):
        services.restore_response(response_id=response.pk, by=response.recipient)


def test_after_thirty_days_a_deleted_response_is_gone():
    old, recent, kept = ResponseFactory(deleted=True), ResponseFactory(deleted=True), ResponseFactory()
    Response.objects.filter(pk=old.pk).update(deleted_at=timezone.now() - DELETED_KEPT - timedelta(hours=1))
    sweep_responses()
    assert set(Response.objects.values_list("pk", flat=True)) == {recent.pk, kept.pk}


def test_who_waited_hears_that_the_listing_was_deleted(settings):
    settings.UNDO_SECONDS = 120
    ad = AdFactory(live=True)
    waiting, accepted = ResponseFactory(ad=ad), ResponseFactory(ad=ad, accepted=True)
    withdrawn = ResponseFactory(ad=ad, withdrawn=True)
    delete_ad(ad_id=ad.pk, by=ad.owner)
    letters = OutboxMessage.objects.filter(kind="response-listing-gone")
    assert {letter.to for letter in letters} == {waiting.author.email, accepted.author.email}
    assert OutboxMessage.objects.get(kind="response-accepted").status == Status.CANCELLED
    assert not Notification.objects.filter(recipient=withdrawn.author).exists()
    assert not Response.objects.exists()


def test_who_waits_hears_that_the_listing_is_closed_and_only_once(settings):
    settings.UNDO_SECONDS = 0
    ad = AdFactory(live=True)
    waiting, accepted = ResponseFactory(ad=ad, shortlisted=True), ResponseFactory(ad=ad, accepted=True)
    ResponseFactory(ad=ad, withdrawn=True), ResponseFactory(ad=ad, deleted=True)
    for _ in range(2):
        close_ad(ad_id=ad.pk, by=ad.owner)
        letter = OutboxMessage.objects.get(kind="response-listing-closed")
        assert (letter.to, objection_to(letter)) == (waiting.author.email, None)
        assert f"/board/{ad.category}/" in letter.text
        assert Notification.objects.get(kind="response-listing-closed").url == ad.public_path
        renew_ad(ad_id=ad.pk, by=ad.owner)
        assert objection_to(letter) == "the listing isn't closed any more"
    assert OutboxMessage.objects.get(kind="response-accepted").to == accepted.author.email


def test_a_listing_whose_time_is_over_troubles_nobody_who_waits():
    waiting = ResponseFactory()
    BoardEntry.objects.update(expires_at=timezone.now())
    expire_ads(now=timezone.now())
    assert not Notification.objects.filter(recipient=waiting.author).exists()


def test_the_letter_about_a_deleted_listing_leads_somewhere(client):
    waiting = ResponseFactory()
    delete_ad(ad_id=waiting.ad_id, by=waiting.recipient)
    letter = OutboxMessage.objects.get(kind="response-listing-gone")
    assert objection_to(letter) is None
    links = re.findall(r"https?://[^/\s]+(/\S*)", letter.text)
    client.force_login(waiting.author)
    for link in [*links, Notification.objects.get(kind="response-listing-gone").url]:
        assert client.get(link).status_code == 200, link
