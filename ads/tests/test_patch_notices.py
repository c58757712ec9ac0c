"""Authors hear of a patch once, on the site; batches go on where they stopped."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.tests.factories import UserFactory
from ads import notifications, services
from ads.models import Patch
from ads.services import patch_notices
from ads.tasks import tell_of_patches
from ads.tests.factories import AdFactory
from mailing.guards import objection_to
from mailing.models import OutboxMessage
from notifications.models import Notification
from notifications.services import mark_all_read, set_channel

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss():
    return UserFactory(administrator=True)


def told():
    rows = Notification.objects.filter(kind="patch-out")
    return sorted(rows.values_list("recipient_id", flat=True))


def publish(boss, name="11.2"):
    return services.publish_patch(name=name, by=boss)


def test_every_author_is_told_once_on_the_site_however_many_listings(boss):
    author = AdFactory(live=True).owner
    AdFactory.create_batch(2, live=True, author=author)
    AdFactory()
    AdFactory(closed=True)
    publish(boss)
    AdFactory(live=True)
    letters = OutboxMessage.objects.count()
    for _twice in range(2):
        tell_of_patches()
    assert told() == [author.pk]
    assert Patch.newest().told_at is not None
    assert Notification.objects.get(kind="patch-out").url == "/my/listings/?status=live"
    assert OutboxMessage.objects.count() == letters


def test_who_has_confirmed_or_wants_to_hear_nothing_is_not_told(boss):
    ads = AdFactory.create_batch(3, live=True)
    publish(boss)
    services.confirm_ad(ad_id=ads[0].pk, by=ads[0].owner)
    set_channel(ads[1].owner, "patch-out", "off")
    tell_of_patches()
    assert told() == [ads[2].owner_id]


def test_a_worker_that_dies_leaves_the_rest_to_another_and_nobody_hears_twice(boss, monkeypatch):
    monkeypatch.setattr(patch_notices, "BATCH", 2)
    authors = sorted(ad.owner_id for ad in AdFactory.create_batch(5, live=True))
    patch = publish(boss)
    now, tell, calls = timezone.now(), notifications.patch_out, []

    def dies(patch, author):
        calls.append(author.pk)
        if len(calls) == 4:
            raise SystemExit
        tell(patch, author)

    monkeypatch.setattr(patch_notices.notifications, "patch_out", dies)
    with pytest.raises(SystemExit):
        services.tell_of_patch(now=now)
    assert told() == authors[:3]
    assert not services.tell_of_patch(now=now), "the lease isn't over"
    assert told() == authors[:3]
    services.tell_of_patch(now=now + 2 * patch_notices.LEASE)
    assert told() == authors
    assert calls[4:] == authors[2:]
    patch.refresh_from_db()
    assert (patch.told_up_to, patch.telling_until) == (authors[-1], None)


def test_a_run_ends_in_time_and_asks_to_be_called_again(boss, monkeypatch):
    monkeypatch.setattr(patch_notices, "BATCH", 1)
    monkeypatch.setattr(patch_notices, "BATCHES_A_RUN", 2)
    authors = sorted(ad.owner_id for ad in AdFactory.create_batch(3, live=True))
    publish(boss)
    assert services.tell_of_patch(now=timezone.now())
    assert told() == authors[:2]
    services.tell_of_patch(now=timezone.now())
    assert told() == authors


def test_an_error_with_one_author_leaves_the_others_their_notice(boss, monkeypatch, caplog):
    authors = sorted(ad.owner_id for ad in AdFactory.create_batch(3, live=True))
    publish(boss)
    tell = notifications.patch_out

    def fails(patch, author):
        if author.pk == authors[1]:
            raise RuntimeError("a notice that can't be written")
        tell(patch, author)

    monkeypatch.setattr(patch_notices.notifications, "patch_out", fails)
    tell_of_patches()
    assert told() == [authors[0], authors[2]]
    assert f"leaves out player {authors[1]}" in caplog.text


def test_of_a_patch_that_is_taken_back_nobody_reads_further(boss):
    ads = AdFactory.create_batch(2, live=True)
    patch = publish(boss)
    tell_of_patches()
    mark_all_read(by=ads[0].owner)
    services.withdraw_patch(patch_id=patch.pk, by=boss)
    Patch.objects.update(telling_until=timezone.now() + timedelta(minutes=1))
    tell_of_patches()
    assert len(told()) == 2, "another worker tells of it at this moment"
    Patch.objects.update(telling_until=None)
    tell_of_patches()
    assert told() == [ads[0].owner_id]
    publish(boss, "11.3")
    tell_of_patches()
    assert len(told()) == 3


def test_a_withdrawal_stops_the_telling(boss, monkeypatch):
    monkeypatch.setattr(patch_notices, "BATCH", 1)
    AdFactory.create_batch(3, live=True)
    patch, tell = publish(boss), notifications.patch_out

    def withdraws(told_patch, author):
        tell(told_patch, author)
        services.withdraw_patch(patch_id=patch.pk, by=boss)

    monkeypatch.setattr(patch_notices.notifications, "patch_out", withdraws)
    tell_of_patches()
    assert len(told()) == 1
    tell_of_patches()
    assert told() == []


def test_the_letter_goes_to_who_asked_for_it_and_only_while_it_is_true(boss):
    ad = AdFactory(live=True, author=UserFactory(language="en"))
    set_channel(ad.owner, "patch-out", "at_once")
    patch = publish(boss)
    tell_of_patches()
    letter = OutboxMessage.objects.get(kind="patch-out")
    assert letter.to == ad.owner.email
    assert "before patch 11.2" in letter.text
    assert "/my/listings/?status=live" in letter.html
    assert objection_to(letter) is None
    services.confirm_ad(ad_id=ad.pk, by=ad.owner)
    assert objection_to(letter) == "the author has confirmed every listing"
    services.withdraw_patch(patch_id=patch.pk, by=boss)
    assert objection_to(letter) == "the patch was taken back"
