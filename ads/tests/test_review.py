"""Moderation: what is published is what the moderator saw, by whatever path."""

import pytest
from django.urls import reverse
from wagtail.models import TaskState

from accounts.tests.factories import UserFactory
from ads import services
from ads.errors import IllegalMove, NotAdAuthor, NothingToSubmit, ReviewOutdated
from ads.models import AdPage, AdStatus, BoardEntry
from ads.tests.factories import AdFactory
from common.errors import InvalidInput

pytestmark = pytest.mark.django_db


def entry_of(ad):
    return BoardEntry.objects.get(pk=ad.pk)


def task_of(ad):
    return AdPage.objects.get(pk=ad.pk).current_workflow_task_state


def approve(ad, moderator):
    state = task_of(ad)
    state.task.specific.on_action(state, moderator, "approve")


@pytest.fixture
def moderator(db):
    return UserFactory(moderator=True)


def test_submitting_starts_the_workflow():
    ad = AdFactory(submitted=True)
    assert entry_of(ad).status == AdStatus.IN_MODERATION
    assert task_of(ad).status == TaskState.STATUS_IN_PROGRESS


def test_an_empty_text_is_not_sent():
    ad = AdFactory(body="")
    with pytest.raises(InvalidInput):
        services.submit_ad(ad_id=ad.pk, by=ad.owner)
    assert entry_of(ad).status == AdStatus.DRAFT


def test_submitting_twice_is_refused():
    ad = AdFactory(submitted=True)
    with pytest.raises(IllegalMove):
        services.submit_ad(ad_id=ad.pk, by=ad.owner)


def test_a_stranger_submits_nothing():
    ad = AdFactory()
    with pytest.raises(NotAdAuthor):
        services.submit_ad(ad_id=ad.pk, by=UserFactory())


def test_approval_puts_the_ad_on_the_board(moderator):
    ad = AdFactory(submitted=True)
    approve(ad, moderator)
    entry = entry_of(ad)
    assert entry.status == AdStatus.LIVE
    assert entry.expires_at > entry.published_at
    assert AdPage.objects.get(pk=ad.pk).live


def test_a_trusted_author_goes_live_at_once():
    author = UserFactory(trust="trusted")
    ad = AdFactory(author=author)
    assert services.submit_ad(ad_id=ad.pk, by=author).status == AdStatus.LIVE


def test_an_edit_in_moderation_makes_the_old_decision_worthless(moderator):
    ad = AdFactory(submitted=True)
    seen = task_of(ad)
    services.edit_ad(ad_id=ad.pk, text=services.AdText(title="Совсем другое"), by=ad.owner)
    with pytest.raises(ReviewOutdated):
        seen.task.specific.on_action(seen, moderator, "approve")
    assert entry_of(ad).status == AdStatus.IN_MODERATION
    assert not AdPage.objects.get(pk=ad.pk).live


def test_a_revision_saved_beside_the_verbs_is_not_published_unseen(moderator):
    ad = AdFactory(submitted=True)
    seen = task_of(ad)
    sneaky = AdPage.objects.get(pk=ad.pk)
    sneaky.title = "Незаметная правка"
    sneaky.save_revision(user=ad.owner)
    with pytest.raises(ReviewOutdated):
        seen.task.specific.on_action(seen, moderator, "approve")
    assert not AdPage.objects.get(pk=ad.pk).live


def test_a_stale_click_in_the_cms_publishes_nothing_and_says_so(client, moderator):
    ad = AdFactory(submitted=True)
    seen = task_of(ad)
    services.edit_ad(ad_id=ad.pk, text=services.AdText(title="Совсем другое"), by=ad.owner)
    client.force_login(moderator)
    address = reverse("wagtailadmin_pages:workflow_action", args=[ad.pk, "approve", seen.pk])
    answer = client.post(address, follow=True)
    assert answer.status_code == 200
    assert "Ничего не решено" in answer.content.decode() or "Nothing is decided" in answer.content.decode()
    assert not AdPage.objects.get(pk=ad.pk).live


def test_changes_are_asked_with_a_comment_and_answered(moderator):
    ad = AdFactory(submitted=True)
    state = task_of(ad)
    state.task.specific.on_action(state, moderator, "reject", comment="Уберите цену в рублях")
    assert entry_of(ad).status == AdStatus.CHANGES_REQUESTED
    services.edit_ad(ad_id=ad.pk, text=services.AdText(title="Без цены"), by=ad.owner)
    assert entry_of(ad).status == AdStatus.CHANGES_REQUESTED
    services.submit_ad(ad_id=ad.pk, by=ad.owner)
    approve(ad, moderator)
    assert AdPage.objects.get(pk=ad.pk).title == "Без цены"


def test_an_edit_of_a_live_ad_waits_beside_the_live_text(moderator):
    ad = AdFactory(live=True, title="Было так")
    services.edit_ad(ad_id=ad.pk, text=services.AdText(title="Стало иначе"), by=ad.owner)
    assert entry_of(ad).title == AdPage.objects.get(pk=ad.pk).title == "Было так"
    services.submit_ad(ad_id=ad.pk, by=ad.owner)
    assert (entry_of(ad).status, entry_of(ad).pending) == (AdStatus.LIVE, "in_moderation")
    approve(ad, moderator)
    assert (entry_of(ad).title, entry_of(ad).pending) == ("Стало иначе", "")


def test_a_live_ad_without_an_edit_has_nothing_to_send():
    ad = AdFactory(live=True)
    with pytest.raises(NothingToSubmit):
        services.submit_ad(ad_id=ad.pk, by=ad.owner)


def test_withdrawing_makes_it_a_draft_again():
    ad = AdFactory(submitted=True)
    assert services.withdraw_ad(ad_id=ad.pk, by=ad.owner).status == AdStatus.DRAFT
    assert AdPage.objects.get(pk=ad.pk).current_workflow_state is None


def test_refusing_for_good_is_final(moderator):
    ad = AdFactory(submitted=True)
    state = task_of(ad)
    state.task.specific.on_action(state, moderator, "refuse", comment="Реклама")
    assert entry_of(ad).status == AdStatus.REJECTED
    with pytest.raises(IllegalMove):
        services.submit_ad(ad_id=ad.pk, by=ad.owner)


def test_hiding_takes_it_off_the_board_and_restoring_brings_it_back(moderator, client):
    ad = AdFactory(live=True)
    services.hide_ad(ad_id=ad.pk, by=moderator)
    assert client.get(ad.public_path).status_code == 404
    services.restore_ad(ad_id=ad.pk, by=moderator)
    assert client.get(ad.public_path).status_code == 200


def test_unpublishing_in_the_cms_counts_as_hiding():
    ad = AdFactory(live=True)
    ad.unpublish()
    assert entry_of(ad).status == AdStatus.HIDDEN
