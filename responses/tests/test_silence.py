"""Authors who answer nobody: the warning, the pause, who is told, and what ends it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.services import deactivate_player
from accounts.tests.factories import UserFactory
from ads import services as ads_services
from ads.errors import NotAdAuthor, NotPaused
from ads.models import BoardEntry, BoardRules
from ads.tests.factories import AdFactory
from mailing.guards import objection_to
from mailing.models import OutboxMessage
from notifications.models import Notification
from notifications.services import block_player
from responses import services
from responses.errors import TakesNoResponses
from responses.models import Response
from responses.services import silence
from responses.tasks import sweep_silent_ads
from responses.tests.factories import ResponseFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def ad():
    return AdFactory(live=True, title="Рейд на Громовержца", author=UserFactory(language="en"))


def waiting(ad, days: float = 7.5) -> Response:
    """Somebody who has waited so long for an answer to an ad that has stood for longer."""
    response: Response = ResponseFactory(ad=ad, author=UserFactory(language="en"))
    now = timezone.now()
    Response.objects.filter(pk=response.pk).update(created_at=now - days * DAY)
    BoardEntry.objects.filter(pk=ad.pk).update(live_since=now - 20 * DAY)
    return response


def pass_days(ad, days: float = 2.1) -> None:
    """Let time pass since the warning."""
    BoardEntry.objects.filter(pk=ad.pk).update(silence_warned_at=timezone.now() - days * DAY)


def paused(ad) -> Response:
    response = waiting(ad)
    pass_days(ad)
    sweep_silent_ads()
    assert entry_of(ad).is_paused
    return response


def entry_of(ad) -> BoardEntry:
    return BoardEntry.objects.get(pk=ad.pk)


def letters(kind: str) -> list[OutboxMessage]:
    return list(OutboxMessage.objects.filter(kind=kind).order_by("pk"))


def page(player, address: str) -> str:
    client = Client(headers={"Accept-Language": "en"})
    if player:
        client.force_login(player)
    return str(client.get(address).text)


def test_a_warning_comes_two_days_before_and_the_pause_after_it(ad):
    waiting(ad, days=4.9)
    sweep_silent_ads()
    assert letters("listing-silent") == []
    waiting(ad, days=5.1)
    for _ in range(2):
        sweep_silent_ads()
    (letter,) = letters("listing-silent")
    assert "2 players wait for your answer" in letter.text
    assert f"/my/responses/?listing={ad.pk}" in letter.text
    assert not entry_of(ad).is_paused
    waiting(ad, days=7.1)
    pass_days(ad, 1.9)
    sweep_silent_ads()
    assert not entry_of(ad).is_paused
    pass_days(ad)
    sweep_silent_ads()
    assert entry_of(ad).is_paused


def test_nobody_is_paused_without_a_warning_of_this_silence(ad):
    waiting(ad, days=30)
    pass_days(ad, 12)
    sweep_silent_ads()
    assert not entry_of(ad).is_paused
    assert len(letters("listing-silent")) == 1


def test_a_paused_ad_is_closed_and_off_the_board_and_says_why(ad):
    response = paused(ad)
    entry = entry_of(ad)
    assert entry.status == "closed"
    assert ad.title not in page(None, "/board/")
    stranger = UserFactory()
    assert "Paused: the author doesn’t answer" in page(stranger, entry.url)
    assert "Your response stays" in page(response.author, entry.url)
    assert Client().get(f"/api/v1/listings/{ad.pk}/").json()["status"] == "closed"
    with pytest.raises(TakesNoResponses):
        services.send_response(ad_id=ad.pk, text="Возьмите меня", by=stranger)


def test_who_waits_is_told_once_and_several_pauses_are_one_notification(ad):
    first, other = waiting(ad), AdFactory(live=True, title="Варка зелий")
    again = ResponseFactory(ad=other, author=first.author)
    shortlisted = ResponseFactory(ad=ad, shortlisted=True)
    Response.objects.filter(pk=again.pk).update(created_at=first.created_at)
    services.undo_decision(response_id=shortlisted.pk, by=ad.owner)
    shortlisted.events.all().delete()
    for one in (ad, other):
        BoardEntry.objects.filter(pk=one.pk).update(live_since=None)
        Response.objects.filter(ad=one).update(created_at=timezone.now() - 8 * DAY)
        pass_days(one)
    sweep_silent_ads()
    assert len(letters("response-listing-paused")) == 2
    head = Notification.objects.heads().get(kind="response-listing-paused", recipient=first.author)
    assert (head.count, head.url) == (2, "/my/responses/sent/")
    ads_services.resume_ad(ad_id=ad.pk, by=ad.owner)
    BoardEntry.objects.filter(pk=ad.pk).update(live_since=None)
    pass_days(ad)
    sweep_silent_ads()
    assert entry_of(ad).is_paused
    assert len(letters("response-listing-paused")) == 2


def test_the_authors_letter_leads_to_a_page_that_resumes_by_one_press(ad):
    paused(ad)
    (letter,) = letters("listing-paused")
    address = reverse("listings:resume", args=[ad.pk])
    assert address in letter.text
    assert address in letter.html
    client = Client()
    client.force_login(ad.owner)
    assert client.get(address).text.count('<form action="" method="post">') == 1
    assert client.get(reverse("listings:renew", args=[ad.pk]))["Location"] == address
    assert entry_of(ad).is_paused
    client.post(address)
    assert (entry_of(ad).status, entry_of(ad).paused_at) == ("live", None)
    assert objection_to(letter)
    assert client.get(address)["Location"] == reverse("listings:mine")
    sweep_silent_ads()
    assert entry_of(ad).status == "live"


@pytest.mark.parametrize(
    "answer",
    [
        lambda response, by: services.accept_response(response_id=response.pk, by=by),
        lambda response, by: services.decline_response(response_id=response.pk, by=by),
        lambda response, by: services.shortlist_response(response_id=response.pk, by=by),
        lambda response, by: services.write_message(response_id=response.pk, text="Когда?", by=by),
    ],
    ids=["accept", "decline", "shortlist", "message"],
)
def test_an_answer_keeps_it_on_the_board_and_brings_it_back(ad, answer):
    response, _other = waiting(ad), waiting(ad, days=10)
    sweep_silent_ads()
    (warning,) = letters("listing-silent")
    assert objection_to(warning) is None
    answer(response, ad.owner)
    assert objection_to(warning)
    pass_days(ad)
    sweep_silent_ads()
    assert entry_of(ad).status == "live"

    late = AdFactory(live=True)
    answer(paused(late), late.owner)
    assert (entry_of(late).status, entry_of(late).paused_at) == ("live", None)


def test_an_answer_between_reading_and_locking_counts(ad):
    response, entry = waiting(ad), entry_of(ad)
    pass_days(ad)
    services.decline_response(response_id=response.pk, by=ad.owner)
    assert silence._pause(entry, timezone.now()) is False
    assert silence._warn(entry, timezone.now()) is False
    assert entry_of(ad).status == "live"


def test_who_waits_no_more_reads_of_no_pause(ad):
    response = paused(ad)
    (letter,) = letters("response-listing-paused")
    assert objection_to(letter) is None
    services.withdraw_response(response_id=response.pk, by=response.author)
    assert objection_to(letter)


@pytest.mark.parametrize("reason", ["blocked", "banned", "deleted", "withdrawn", "young"])
def test_whom_an_author_owes_no_answer(ad, reason):
    response = waiting(ad)
    pass_days(ad)
    if reason == "blocked":
        block_player(player_id=response.author_id, by=ad.owner)
    if reason == "banned":
        deactivate_player(player_id=response.author_id, by=UserFactory(administrator=True))
    if reason == "deleted":
        services.delete_response(response_id=response.pk, by=ad.owner)
    if reason == "withdrawn":
        services.withdraw_response(response_id=response.pk, by=response.author)
    if reason == "young":
        BoardEntry.objects.filter(pk=ad.pk).update(live_since=timezone.now() - 4 * DAY)
    sweep_silent_ads()
    assert entry_of(ad).status == "live"
    assert letters("listing-silent") == []


def test_an_answer_renews_nothing_and_the_author_does(ad):
    response = paused(ad)
    BoardEntry.objects.filter(pk=ad.pk).update(expires_at=timezone.now())
    services.decline_response(response_id=response.pk, by=ad.owner)
    assert (entry_of(ad).status, entry_of(ad).paused_at) == ("closed", None)
    other = AdFactory(live=True)
    paused(other)
    BoardEntry.objects.filter(pk=other.pk).update(expires_at=timezone.now())
    entry = ads_services.resume_ad(ad_id=other.pk, by=other.owner)
    assert entry.expires_at > timezone.now() + 29 * DAY


def test_resuming_is_the_authors_and_of_paused_ads_only(ad):
    with pytest.raises(NotPaused):
        ads_services.resume_ad(ad_id=ad.pk, by=ad.owner)
    paused(ad)
    with pytest.raises(NotAdAuthor):
        ads_services.resume_ad(ad_id=ad.pk, by=UserFactory())
    assert entry_of(ad).is_paused


def test_a_paused_ad_can_be_closed_for_good(ad):
    response = paused(ad)
    ads_services.close_ad(ad_id=ad.pk, by=ad.owner)
    assert (entry_of(ad).status, entry_of(ad).paused_at) == ("closed", None)
    services.decline_response(response_id=response.pk, by=ad.owner)
    assert entry_of(ad).status == "closed"
    with pytest.raises(IntegrityError), transaction.atomic():
        BoardEntry.objects.filter(pk=ad.pk).update(status="live", paused_at=timezone.now())


def test_the_author_sees_the_pause_in_the_list_with_the_button(ad):
    paused(ad)
    listings = page(ad.owner, "/my/listings/")
    assert "Paused." in listings
    assert reverse("listings:resume", args=[ad.pk]) in listings


def test_the_days_are_set_in_the_cms(ad):
    rules = BoardRules.current()
    rules.silence_days = 14
    rules.save()
    waiting(ad, days=11)
    sweep_silent_ads()
    assert letters("listing-silent") == []
    waiting(ad, days=12.1)
    sweep_silent_ads()
    assert len(letters("listing-silent")) == 1
