"""Two at once, in threads of their own: one winner, a clear word for the other, nothing in between."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.tests.factories import UserFactory
from ads import services
from ads.models import AdPage, BoardEntry
from ads.tests.factories import AdFactory
from ads.tests.states import ad_in, decide
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
        lambda: decide(ad, moderator, "approve"), lambda: services.withdraw_ad(ad_id=ad.pk, by=author)
    )
    assert state_of(ad) == (("live", ""), ("draft", ""))[winners(refused)[0]]
    assert len(winners(refused)) == 1

    ad = ad_in("in_moderation", **people)
    refused = at_once(lambda: decide(ad, moderator, "approve"), lambda: edit(ad, "Подмена"))
    page = AdPage.objects.get(pk=ad.pk)
    if refused[0] is None:
        assert state_of(ad) == ("live", "draft")
        assert page.title == "Тайна in_moderation"
    else:
        assert state_of(ad) == ("in_moderation", "")
        assert not page.live

    ad = ad_in("in_moderation", **people)
    refused = at_once(
        lambda: decide(ad, moderator, "approve"), lambda: services.delete_ad(ad_id=ad.pk, by=author)
    )
    assert refused[1] is None
    assert state_of(ad) is None

    ad = ad_in("live+in_moderation", **people)
    refused = at_once(
        lambda: decide(ad, moderator, "approve"), lambda: services.close_ad(ad_id=ad.pk, by=author)
    )
    approved = refused[0] is None
    assert refused[1] is None
    assert state_of(ad) == ("closed", "" if approved else "draft")
    assert AdPage.objects.get(pk=ad.pk).title == (
        "Тайна правки live+in_moderation" if approved else "Тайна live+in_moderation"
    )
