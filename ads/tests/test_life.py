"""An ad's life on the board: closing, renewing, bumping, expiring, deleting."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.tests.factories import UserFactory
from ads import notifications, services
from ads.errors import BumpedToday, IllegalMove, NotAdAuthor, NotEditable
from ads.models import AdPage, AdStatus, BoardEntry
from ads.tests.factories import AdFactory
from ads.tests.states import PUBLIC, ad_in

pytestmark = pytest.mark.django_db


def entry_of(ad):
    return BoardEntry.objects.get(pk=ad.pk)


def test_closing_and_opening_again():
    ad = AdFactory(live=True)
    assert services.close_ad(ad_id=ad.pk, by=ad.owner).status == AdStatus.CLOSED
    assert services.renew_ad(ad_id=ad.pk, by=ad.owner).status == AdStatus.LIVE


def test_closing_calls_off_an_edit_that_waits_and_keeps_its_words():
    ad = AdFactory(live=True)
    services.edit_ad(ad_id=ad.pk, text=services.AdText(title="Новое имя"), by=ad.owner)
    services.submit_ad(ad_id=ad.pk, by=ad.owner)
    services.close_ad(ad_id=ad.pk, by=ad.owner)
    assert entry_of(ad).pending == "draft"
    assert AdPage.objects.get(pk=ad.pk).current_workflow_state is None
    services.renew_ad(ad_id=ad.pk, by=ad.owner)
    assert AdPage.objects.get(pk=ad.pk).get_latest_revision_as_object().title == "Новое имя"


@pytest.mark.parametrize("verb", [services.close_ad, services.renew_ad, services.bump_ad])
def test_a_draft_takes_no_move_of_the_board(verb):
    ad = AdFactory()
    with pytest.raises(IllegalMove):
        verb(ad_id=ad.pk, by=ad.owner)


@pytest.mark.parametrize(
    "verb", [services.close_ad, services.renew_ad, services.bump_ad, services.delete_ad, services.withdraw_ad]
)
def test_a_stranger_moves_nothing(verb):
    ad = AdFactory(live=True)
    with pytest.raises(NotAdAuthor):
        verb(ad_id=ad.pk, by=UserFactory())
    assert entry_of(ad).status == AdStatus.LIVE


def test_bumping_once_a_day():
    ad = AdFactory(live=True)
    with pytest.raises(BumpedToday):
        services.bump_ad(ad_id=ad.pk, by=ad.owner)
    BoardEntry.objects.update(bumped_at=timezone.now() - timedelta(hours=25))
    services.bump_ad(ad_id=ad.pk, by=ad.owner)
    with pytest.raises(BumpedToday):
        services.bump_ad(ad_id=ad.pk, by=ad.owner)


def test_the_sweep_expires_and_archives():
    ad = AdFactory(live=True)
    now = timezone.now()
    assert services.expire_ads(now=now) == 0
    assert services.expire_ads(now=now + timedelta(days=31)) == 1
    assert entry_of(ad).status == AdStatus.EXPIRED
    assert services.archive_old_ads(now=now + timedelta(days=100)) == 1
    assert entry_of(ad).status == AdStatus.ARCHIVED


def test_a_closed_ad_takes_no_edit():
    ad = AdFactory(closed=True)
    with pytest.raises(NotEditable):
        services.edit_ad(ad_id=ad.pk, text=services.AdText(title="Поздно"), by=ad.owner)


def test_deleting_takes_page_and_entry():
    ad = AdFactory(live=True)
    services.delete_ad(ad_id=ad.pk, by=ad.owner)
    assert not AdPage.objects.filter(pk=ad.pk).exists()
    assert not BoardEntry.objects.filter(pk=ad.pk).exists()


@pytest.mark.parametrize("state", PUBLIC)
def test_deleting_ones_own_is_no_moderators_doing(state, monkeypatch):
    author, told = UserFactory(), []
    ad = ad_in(state, author=author, moderator=UserFactory(moderator=True))
    monkeypatch.setattr(notifications, "ad_hidden", lambda entry, **words: told.append(entry.pk))
    services.delete_ad(ad_id=ad.pk, by=author)
    assert told == []
