"""An author who asks to be deleted and then stays finds every listing as it stood; what waited waits anew."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts import services as accounts
from accounts.models import User
from accounts.tests.factories import UserFactory
from ads import services
from ads.models import AdPage, AdStatus, BoardEntry
from ads.tests.factories import AdFactory
from ads.tests.states import PUBLIC, STATES, ad_in, decide
from moderation.models import Case

pytestmark = pytest.mark.django_db
AS_IT_STOOD = (
    *("status", "pending", "paused_at", "live_since", "moderator_comment", "moderator"),
    *("published_at", "expires_at", "bumped_at", "confirmed_at", "silence_warned_at"),
)
WAITING = ("in_moderation", "live+in_moderation")
LONG_AGO = timezone.now() - timedelta(days=20)


@pytest.fixture
def author(db) -> User:
    return UserFactory()


@pytest.fixture
def moderator(db) -> User:
    return UserFactory(moderator=True)


def facts(ad: AdPage) -> dict[str, object]:
    return BoardEntry.objects.values(*AS_IT_STOOD).get(pk=ad.pk)


def leave(author: User) -> None:
    accounts.ask_to_leave(by=author)


def stay(author: User) -> list[str]:
    return accounts.stay(by=author)


def ad_of(state: str, author: User, moderator: User) -> AdPage:
    if state != "paused":
        ad = ad_in(state, author=author, moderator=moderator)
    else:
        ad = AdFactory(author=author, live=True)
        services.pause_ad(BoardEntry.objects.get(pk=ad.pk), now=timezone.now())
    # As one that has stood for weeks.
    BoardEntry.objects.filter(pk=ad.pk, live_since__isnull=False).update(live_since=LONG_AGO)
    return ad


def is_in_review(ad: AdPage) -> bool:
    state = AdPage.objects.get(pk=ad.pk).current_workflow_state
    return state is not None and state.status == state.STATUS_IN_PROGRESS


@pytest.mark.parametrize("state", [*STATES, "paused"])
def test_a_listing_in_any_state_is_off_the_board_and_back_as_it_stood(author, moderator, state):
    ad = ad_of(state, author, moderator)
    before, is_public = facts(ad), state in (*PUBLIC, "paused")
    assert Client().get(ad.public_path).status_code == (200 if is_public else 404)
    leave(author)
    assert Client().get(ad.public_path).status_code == 404
    assert not is_in_review(ad)
    assert not Case.objects.waiting().exists()
    said = stay(author)
    assert facts(ad) == before
    assert Client().get(ad.public_path).status_code == (200 if is_public else 404)
    assert is_in_review(ad) == (state in WAITING)
    assert bool(said) == (state in WAITING)


@pytest.mark.parametrize("state", WAITING)
def test_what_waited_waits_anew_and_can_be_approved(author, moderator, state):
    ad = ad_of(state, author, moderator)
    sent = BoardEntry.objects.get(pk=ad.pk).submitted_at
    leave(author)
    assert stay(author) == ["1 текст, который ждал модератора, снова ждёт, как только что отправленный."]
    assert BoardEntry.objects.get(pk=ad.pk).submitted_at > sent
    assert Case.objects.waiting().get().subject_id == ad.pk
    decide(ad, moderator, "approve")
    entry = BoardEntry.objects.get(pk=ad.pk)
    assert (entry.status, entry.pending) == (AdStatus.LIVE, "")
    assert entry.title == AdPage.objects.get(pk=ad.pk).get_latest_revision_as_object().title


@pytest.mark.parametrize("state", WAITING)
def test_what_may_not_be_sent_any_more_is_a_draft_and_the_author_reads_so(author, moderator, state):
    ad = ad_of(state, author, moderator)
    leave(author)
    User.objects.filter(pk=author.pk).update(muted_until=timezone.now() + timedelta(days=1))
    client = Client(headers={"accept-language": "en"})
    client.force_login(author)
    page = client.post("/my/settings/stay/", follow=True)
    title = BoardEntry.objects.get(pk=ad.pk).title
    said = [str(message) for message in page.context["messages"]]
    assert said[1:] == [
        f"The text of “{title}” that waited for a moderator is a draft now: it can’t be sent as it is."
    ]
    assert "draft" in (facts(ad)["status"], facts(ad)["pending"])
    assert not is_in_review(ad)


def test_changes_that_were_asked_for_are_answered_afterwards(author, moderator):
    ad = ad_of("live+changes_requested", author, moderator)
    leave(author)
    stay(author)
    services.edit_ad(ad_id=ad.pk, text=services.AdText(title="Исправлено"), by=author)
    services.submit_ad(ad_id=ad.pk, by=author)
    decide(ad, moderator, "approve")
    assert BoardEntry.objects.get(pk=ad.pk).title == "Исправлено"


def test_what_a_moderator_hid_meanwhile_stays_so_with_its_waiting_edit(author, moderator):
    ad = ad_of("live+in_moderation", author, moderator)
    leave(author)
    services.explain_hiding(ad_id=ad.pk, by=moderator, comment="Обман")
    assert stay(author) == []
    assert (facts(ad)["status"], facts(ad)["moderator_comment"]) == (AdStatus.HIDDEN, "Обман")
    assert not is_in_review(ad)


def test_who_left_before_more_was_remembered_comes_back_too(author):
    live, closed = AdFactory(author=author, live=True), AdFactory(author=author, closed=True)
    leave(author)
    author.refresh_from_db()
    pairs = [[live.pk, "live"], [closed.pk, "closed"]]
    User.objects.filter(pk=author.pk).update(taken_down=author.taken_down | {"board": pairs})
    assert stay(author) == []
    assert [facts(ad)["status"] for ad in (live, closed)] == [AdStatus.LIVE, AdStatus.CLOSED]


@pytest.mark.parametrize("state", [*PUBLIC, "paused"])
def test_who_doesnt_come_back_leaves_archived_listings(author, moderator, state):
    ad = ad_of(state, author, moderator)
    leave(author)
    assert accounts.erase_due(now=timezone.now() + timedelta(days=8)) == 1
    assert facts(ad)["status"] == AdStatus.ARCHIVED
    assert AdPage.objects.get(pk=ad.pk).current_workflow_state is None
