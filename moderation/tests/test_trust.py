"""Levels: how they are earned and lost, and what each allows."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from accounts.tests.factories import UserFactory
from ads import services as ads
from ads.models import AdStatus, BoardEntry, PendingEdit
from ads.tests.factories import AdFactory
from ads.tests.states import decide as decide_in_wagtail
from moderation import services
from moderation.levels import Standing, earned_level
from moderation.models import Case, ModerationRules
from responses.tests.factories import ResponseFactory

Trust = User.Trust
D = Case.Decision


@pytest.mark.parametrize(
    ("standing", "level"),
    [
        (Standing(), Trust.NEW),
        (Standing(listings=2, days=6), Trust.NEW),
        (Standing(listings=1, days=7), Trust.NEW),
        (Standing(listings=2, days=7), Trust.KNOWN),
        (Standing(listings=10, days=59), Trust.KNOWN),
        (Standing(listings=10, days=60), Trust.TRUSTED),
        (Standing(listings=50, days=900, upheld=1), Trust.KNOWN),
        (Standing(listings=50, days=900, upheld=2), Trust.NEW),
        (Standing(listings=50, days=900, sanctions=1), Trust.NEW),
        (Standing(listings=50, days=900, abused=2), Trust.TRUSTED),
        (Standing(listings=50, days=900, abused=3), Trust.NEW),
    ],
)
def test_a_level_is_earned_and_lost(standing, level):
    assert earned_level(standing, ModerationRules()) == level


def author(days=30, **fields) -> User:
    return UserFactory(date_joined=timezone.now() - timedelta(days=days), **fields)


def level_of(player) -> str:
    return User.objects.get(pk=player.pk).trust


def edit(ad, title="Иначе"):
    ads.edit_ad(ad_id=ad.pk, text=ads.AdText(title=title), by=ad.owner)
    return ads.submit_ad(ad_id=ad.pk, by=ad.owner)


@pytest.fixture
def moderator(db):
    return UserFactory(moderator=True)


def test_the_second_approval_makes_an_author_known(moderator, django_capture_on_commit_callbacks):
    player = author()
    for level in (Trust.NEW, Trust.KNOWN):
        ad = AdFactory(author=player, submitted=True)
        with django_capture_on_commit_callbacks(execute=True):
            decide_in_wagtail(ad, moderator, "approve")
        assert level_of(player) == level


def test_upheld_flags_and_abuse_lower_the_level_at_once(moderator, django_capture_on_commit_callbacks):
    player, reporter = author(trust=Trust.TRUSTED), author(trust=Trust.TRUSTED)
    for decision, loser in ((D.UPHELD, player), (D.ABUSED, reporter)):
        case = services.flag(kind="player", pk=player.pk, reason="spam", text=decision, by=author(1)).case
        if decision == D.ABUSED:
            Case.objects.filter(pk=case.pk).update(author=author())
            case.flags.update(reporter=reporter)
            ModerationRules(pk=ModerationRules.load().pk, abused_flags=1).save()
        with django_capture_on_commit_callbacks(execute=True):
            services.decide_case(case_id=case.pk, decision=decision, by=moderator, comment="Так")
        assert level_of(loser) == Trust.NEW


@pytest.mark.django_db
def test_the_daily_review_brings_what_time_brings_and_leaves_what_was_given_by_hand():
    known, given = author(6), author(1, trust=Trust.TRUSTED, trust_is_fixed=True)
    lost, closed = author(1, trust=Trust.KNOWN), UserFactory(deactivated=True, trust=Trust.KNOWN)
    for _ in range(2):
        AdFactory(author=known, live=True)
    assert services.review_levels(now=timezone.now()) == 1
    assert [level_of(one) for one in (known, given, lost, closed)] == ["new", "trusted", "new", "known"]
    assert services.review_levels(now=timezone.now() + timedelta(days=2)) == 1
    assert level_of(known) == Trust.KNOWN


@pytest.mark.django_db
def test_hidden_and_rejected_listings_count_for_nothing():
    player, boss = author(), UserFactory(moderator=True)
    for _ in range(2):
        ads.hide_ad(ad_id=AdFactory(author=player, live=True).pk, by=boss)
    services.review_level(player_id=player.pk)
    assert level_of(player) == Trust.NEW


def test_a_known_authors_edit_is_live_at_once_and_looked_at_afterwards(moderator):
    ad = AdFactory(author=author(trust=Trust.KNOWN), live=True)
    old = ad.live_revision_id
    entry = edit(ad)
    assert (entry.status, entry.pending, entry.title) == (AdStatus.LIVE, PendingEdit.NONE, "Иначе")
    edit(ad, "Совсем иначе")
    case = Case.objects.get()
    assert (case.kind, case.title, case.base_revision_id) == (Case.Kind.AFTER, "Совсем иначе", old)
    services.decide_case(case_id=case.pk, decision=D.LOOKED_AT, by=moderator, seen_revision=case.revision_id)
    assert not Case.objects.waiting().exists()


def test_an_unseen_edit_can_be_hidden_from_the_desk_and_from_the_list(moderator):
    ads_of_known = [AdFactory(author=author(trust=Trust.KNOWN), live=True) for _ in range(2)]
    for ad in ads_of_known:
        edit(ad)
    case = Case.objects.get(subject_id=ads_of_known[0].pk)
    services.decide_case(
        case_id=case.pk, decision=D.HIDDEN, by=moderator, comment="Нет", seen_revision=case.revision_id
    )
    ads.hide_ad(ad_id=ads_of_known[1].pk, by=moderator)
    assert set(BoardEntry.objects.values_list("status", flat=True)) == {AdStatus.HIDDEN}
    assert set(Case.objects.values_list("decision", flat=True)) == {D.HIDDEN}


@pytest.mark.django_db
@pytest.mark.parametrize("trust", [Trust.NEW, Trust.KNOWN])
def test_first_texts_wait_for_a_moderator(trust):
    ad = AdFactory(author=author(trust=trust), submitted=True)
    assert BoardEntry.objects.get(pk=ad.pk).status == AdStatus.IN_MODERATION


@pytest.mark.django_db
def test_a_new_authors_edit_waits():
    entry = edit(AdFactory(author=author(), live=True))
    assert (entry.status, entry.pending) == (AdStatus.LIVE, PendingEdit.IN_MODERATION)


def test_an_edit_that_a_moderator_asked_to_change_waits_for_everybody_but_the_trusted(moderator):
    ad = AdFactory(author=author(), live=True)
    edit(ad)
    decide_in_wagtail(ad, moderator, "reject", "Уберите цену")
    User.objects.filter(pk=ad.owner.pk).update(trust=Trust.KNOWN)
    ad.owner.refresh_from_db()
    assert edit(ad).pending == PendingEdit.IN_MODERATION


@pytest.mark.django_db
def test_a_trusted_authors_text_is_looked_at_by_nobody():
    ad = AdFactory(author=author(trust=Trust.TRUSTED), submitted=True)
    assert BoardEntry.objects.get(pk=ad.pk).status == AdStatus.LIVE
    assert not Case.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(("trust", "is_link"), [(Trust.NEW, False), (Trust.KNOWN, True)])
def test_links_of_a_new_player_are_held_in_a_list_that_is_to_be_opened(client, trust, is_link):
    response = ResponseFactory(author=author(trust=trust), text="Смотри https://example.com/a и <b>")
    client.force_login(response.recipient)
    page = client.get("/my/responses/", {"open": response.pk}).content.decode()
    assert ('class="held-links"' in page) != is_link
    assert 'href="https://example.com/a"' in page
    assert " и &lt;b&gt;" in page


@pytest.mark.django_db
def test_a_level_given_by_hand_stays_until_it_is_given_back(client):
    client.force_login(UserFactory(administrator=True))
    player = author()
    form = {"email": player.email, "display_name": player.display_name, "language": "ru", "groups": []}
    client.post(f"/cms/users/edit/{player.pk}/", {**form, "trust": "trusted"})
    services.review_level(player_id=player.pk)
    assert level_of(player) == Trust.TRUSTED
    client.post(f"/cms/users/edit/{player.pk}/", {**form, "trust": "trusted"})
    services.review_level(player_id=player.pk)
    assert level_of(player) == Trust.NEW
