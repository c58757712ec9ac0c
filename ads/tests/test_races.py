"""Two at once, in threads of their own: one winner, a clear word for the other, nothing in between."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.tests.factories import UserFactory
from ads import services
from ads.models import AdPage, BoardEntry, Patch
from ads.tests.factories import AdFactory
from ads.tests.states import ad_in, decision
from moderation.models import ModerationAct
from notifications.models import Notification
from responses.tests.test_races import at_once

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def state_of(ad):
    return BoardEntry.objects.filter(pk=ad.pk).values_list("status", "pending").first()


def winners(refused):
    assert all(error is None or len(str(error)) > 10 for error in refused)
    return [place for place, error in enumerate(refused) if error is None]


def edit(ad, title):
    services.edit_ad(ad_id=ad.pk, text=services.AdText(title=title), by=ad.owner)


def test_races_of_an_author_with_themselves_and_with_time():
    author = UserFactory()
    ad = AdFactory(author=author)
    refused = at_once(*[lambda: services.submit_ad(ad_id=ad.pk, by=author)] * 3)
    assert len(winners(refused)) == 1
    assert state_of(ad) == ("in_moderation", "")
    assert AdPage.objects.get(pk=ad.pk).workflow_states.count() == 1

    ad = AdFactory(author=author)
    at_once(
        lambda: services.edit_ad(ad_id=ad.pk, text=services.AdText(title="Новое имя"), by=author),
        lambda: services.edit_ad(ad_id=ad.pk, text=services.AdText(category="tanks"), by=author),
    )
    page = AdPage.objects.get(pk=ad.pk).get_latest_revision_as_object()
    assert (page.title, page.category) == ("Новое имя", "tanks")

    gone = []

    def submit():
        try:
            services.submit_ad(ad_id=ad.pk, by=author)
        except BoardEntry.DoesNotExist:
            gone.append(True)

    refused = at_once(submit, lambda: services.delete_ad(ad_id=ad.pk, by=author))
    assert refused == [None, None]
    assert not AdPage.objects.filter(pk=ad.pk).exists()

    ad = AdFactory(author=author, live=True)
    BoardEntry.objects.update(bumped_at=timezone.now() - timedelta(days=2))
    refused = at_once(*[lambda: services.bump_ad(ad_id=ad.pk, by=author)] * 3)
    assert len(winners(refused)) == 1

    now = timezone.now()
    BoardEntry.objects.filter(pk=ad.pk).update(expires_at=now)
    at_once(lambda: services.expire_ads(now=now), lambda: services.renew_ad(ad_id=ad.pk, by=author))
    assert state_of(ad) == ("live", "")
    assert BoardEntry.objects.get(pk=ad.pk).expires_at > now + timedelta(days=29)


def test_races_of_an_author_with_a_moderator():
    people = {"author": UserFactory(), "moderator": UserFactory(moderator=True)}
    author, moderator = people["author"], people["moderator"]

    ad = ad_in("in_moderation", **people)
    refused = at_once(
        decision(ad, moderator, "approve"), lambda: services.withdraw_ad(ad_id=ad.pk, by=author)
    )
    assert state_of(ad) == (("live", ""), ("draft", ""))[winners(refused)[0]]
    assert len(winners(refused)) == 1

    ad = ad_in("in_moderation", **people)
    refused = at_once(decision(ad, moderator, "approve"), lambda: edit(ad, "Подмена"))
    page = AdPage.objects.get(pk=ad.pk)
    if refused[0] is None:
        assert state_of(ad) == ("live", "draft")
        assert page.title == "Тайна in_moderation"
    else:
        assert state_of(ad) == ("in_moderation", "")
        assert not page.live

    ad = ad_in("in_moderation", **people)
    refused = at_once(decision(ad, moderator, "approve"), lambda: services.delete_ad(ad_id=ad.pk, by=author))
    assert refused[1] is None
    assert state_of(ad) is None

    ad = ad_in("live+in_moderation", **people)
    refused = at_once(decision(ad, moderator, "approve"), lambda: services.close_ad(ad_id=ad.pk, by=author))
    approved = refused[0] is None
    assert refused[1] is None
    assert state_of(ad) == ("closed", "" if approved else "draft")
    assert AdPage.objects.get(pk=ad.pk).title == (
        "Тайна правки live+in_moderation" if approved else "Тайна live+in_moderation"
    )


def test_a_patch_is_published_once_and_two_workers_tell_everybody_once():
    boss, ads = UserFactory(administrator=True), [AdFactory(live=True) for _ in range(4)]
    refused = at_once(*[lambda: services.publish_patch(name="11.2", by=boss)] * 3)
    assert len(winners(refused)) == 1
    patch = Patch.objects.get()
    assert winners(at_once(*[lambda: services.tell_of_patch(now=timezone.now())] * 2)) == [0, 1]
    told = Notification.objects.filter(kind="patch-out").values_list("recipient_id", flat=True)
    assert sorted(told) == sorted(ad.owner_id for ad in ads)

    author = ads[0].owner
    presses = [
        lambda: services.confirm_all_ads(by=author),
        lambda: services.confirm_ad(ad_id=ads[0].pk, by=author),
    ]
    assert winners(at_once(*presses, *presses)) == [0, 1, 2, 3]
    assert not patch.is_newer_than(BoardEntry.objects.get(pk=ads[0].pk).confirmed_at)
    assert winners(at_once(*[lambda: services.withdraw_patch(patch_id=patch.pk, by=boss)] * 2)) == [0, 1]
    assert ModerationAct.objects.filter(what="patch.withdraw").count() == 1
