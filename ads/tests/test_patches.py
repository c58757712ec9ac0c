"""A patch of the game: older texts say so, authors confirm them, and hear of it once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.tests.factories import UserFactory
from ads import services
from ads.errors import IllegalMove, NotAdAuthor, NotPatchPublisher
from ads.models import BoardEntry, Patch
from ads.tests.factories import AdFactory
from ads.tests.states import ad_in, decide
from common.errors import InvalidInput
from common.page_cache import GENERATION_KEY, start_generation
from common.tests.fresh_cache import empty_cache
from moderation.models import ModerationAct

pytestmark = pytest.mark.django_db
STAMP = "before patch 11.2"
# Browsers are led to the home page of the CMS instead.
SCRIPT = {"x-requested-with": "XMLHttpRequest"}


@pytest.fixture
def boss():
    return UserFactory(administrator=True)


@pytest.fixture
def ad(client):
    client.cookies.load({"django_language": "en"})
    return AdFactory(live=True, author=UserFactory(language="en"))


@pytest.fixture
def patch(ad, boss):
    """Published after the listing."""
    return services.publish_patch(
        name=" 11.2 ", link="https://example.org/11.2", notes="Хилы лечат слабее.", by=boss
    )


def entry_of(ad):
    return BoardEntry.objects.get(pk=ad.pk)


def stamp_in_api(client, ad):
    one = client.get(f"/api/v1/listings/{ad.pk}/").json()["before_patch"]
    listed = [row["before_patch"] for row in client.get("/api/v1/listings/").json()["results"]]
    assert listed == [one]
    return one


def test_an_older_text_says_so_everywhere_until_its_author_confirms_it(client, ad):
    pages = ("/board/", f"/board/{ad.category}/", ad.public_path, f"/search/?q={ad.title[:10]}", "/")
    for page in pages:
        assert "before patch" not in client.get(page).content.decode()
    assert stamp_in_api(client, ad) is None
    before = entry_of(ad)
    boss = UserFactory(administrator=True)
    services.publish_patch(name="11.2", link="https://example.org/11.2", notes="Хилы слабее.", by=boss)
    after = entry_of(ad)
    assert (after.confirmed_at, after.updated_at) == (before.confirmed_at, before.updated_at)
    for page in pages:
        assert client.get(page).content.decode().count(STAMP) == 1, page
    public = client.get(ad.public_path).content.decode()
    assert "Хилы слабее." in public
    assert 'href="https://example.org/11.2"' in public
    assert stamp_in_api(client, ad) == "11.2"
    services.confirm_ad(ad_id=ad.pk, by=ad.owner)
    for page in pages:
        assert STAMP not in client.get(page).content.decode(), page
    assert stamp_in_api(client, ad) is None


def test_cached_pages_are_dropped_when_a_stamp_comes_or_goes(ad, boss, django_capture_on_commit_callbacks):
    def drops_pages(verb, **given):
        before = start_generation()
        with django_capture_on_commit_callbacks(execute=True):
            verb(**given)
        return cache.get(GENERATION_KEY) != before

    assert drops_pages(services.publish_patch, name="11.2", by=boss)
    assert drops_pages(services.confirm_ad, ad_id=ad.pk, by=ad.owner)
    assert not drops_pages(services.confirm_ad, ad_id=ad.pk, by=ad.owner)
    services.publish_patch(name="11.3", by=boss)
    assert drops_pages(services.confirm_all_ads, by=ad.owner)
    assert not drops_pages(services.confirm_all_ads, by=ad.owner)
    assert drops_pages(services.withdraw_patch, patch_id=Patch.newest().pk, by=boss)


def test_only_the_newest_patch_counts_and_one_taken_back_does_not(ad, patch, boss):
    later = services.publish_patch(name="11.3", by=boss)
    assert entry_of(ad).before_patch == later
    services.confirm_ad(ad_id=ad.pk, by=ad.owner)
    last = services.publish_patch(name="11.4", by=boss)
    for _twice in range(2):
        services.withdraw_patch(patch_id=last.pk, by=boss)
    assert entry_of(ad).before_patch is None
    services.withdraw_patch(patch_id=later.pk, by=boss)
    services.withdraw_patch(patch_id=patch.pk, by=boss)
    assert Patch.current() is None
    said = ModerationAct.objects.filter(subject_type="board.patch").order_by("pk")
    assert [(act.what, act.subject_title) for act in said] == [
        *(("patch.publish", name) for name in ("11.2", "11.3", "11.4")),
        *(("patch.withdraw", name) for name in ("11.4", "11.3", "11.2")),
    ]
    services.publish_patch(name="11.4", by=boss)


def test_a_text_is_as_old_as_its_sending_and_neither_renewing_nor_bumping_confirms_it(ad, boss):
    moderator = UserFactory(moderator=True)
    waiting = ad_in("in_moderation", author=ad.owner, moderator=moderator)
    services.edit_ad(ad_id=ad.pk, text=services.AdText(title="Новые слова"), by=ad.owner)
    patch = services.publish_patch(name="11.2", by=boss)
    decide(waiting, moderator, "approve")
    assert entry_of(waiting).before_patch == patch
    BoardEntry.objects.update(bumped_at=timezone.now() - timedelta(days=2))
    services.renew_ad(ad_id=waiting.pk, by=ad.owner)
    services.bump_ad(ad_id=waiting.pk, by=ad.owner)
    assert entry_of(waiting).before_patch == patch

    services.submit_ad(ad_id=ad.pk, by=ad.owner)
    assert entry_of(ad).before_patch == patch
    decide(ad, moderator, "approve")
    assert entry_of(ad).before_patch is None
    assert entry_of(AdFactory(live=True)).before_patch is None


def test_a_row_from_before_there_were_patches_is_older_than_any(ad, boss):
    BoardEntry.objects.update(confirmed_at=None)
    assert entry_of(ad).before_patch is None
    assert entry_of(ad).before_patch != services.publish_patch(name="11.2", by=boss)
    assert entry_of(ad).before_patch is not None


def test_listings_off_the_board_bear_no_stamp_and_are_not_confirmed(client, patch):
    people = {"author": UserFactory(), "moderator": UserFactory(moderator=True)}
    for state in ("draft", "in_moderation", "closed", "expired", "hidden"):
        gone = ad_in(state, **people)
        BoardEntry.objects.filter(pk=gone.pk).update(confirmed_at=None)
        assert entry_of(gone).before_patch is None
        with pytest.raises(IllegalMove):
            services.confirm_ad(ad_id=gone.pk, by=gone.owner)
    assert services.confirm_all_ads(by=people["author"]) == 0


def test_a_preview_bears_no_stamp(client, patch):
    draft = AdFactory(author=UserFactory())
    client.force_login(draft.owner)
    assert "before-patch" not in client.get(f"/my/listings/{draft.pk}/preview/").content.decode()


def test_confirming_twice_changes_once_and_a_stranger_confirms_nothing(ad, patch):
    with pytest.raises(NotAdAuthor):
        services.confirm_ad(ad_id=ad.pk, by=UserFactory())
    first = services.confirm_ad(ad_id=ad.pk, by=ad.owner).confirmed_at
    assert services.confirm_ad(ad_id=ad.pk, by=ad.owner).confirmed_at == first
    assert services.confirm_all_ads(by=ad.owner) == 0


def test_the_authors_pages_offer_one_press_for_one_and_for_all(client, ad, patch):
    others = [AdFactory(live=True, author=ad.owner), AdFactory(live=True)]
    BoardEntry.objects.update(confirmed_at=None)
    client.force_login(ad.owner)
    listed = client.get("/my/listings/").content.decode()
    assert "2 listings of yours say" in listed
    assert listed.count("is the text still true?") == 2
    one = reverse("listings:confirm", args=[ad.pk])
    assert f'action="{one}"' in client.get(ad.public_path).content.decode()
    assert "Хилы лечат слабее." in client.get(one).content.decode()
    assert client.post(one)["Location"] == "/my/listings/"
    assert "nobody sees a stamp" in client.get(one).content.decode()

    every = reverse("listings:confirm-all")
    assert client.get(every)["Location"] == "/my/listings/"
    assert entry_of(others[0]).before_patch == patch
    assert "1 listing confirmed." in client.post(every, follow=True).content.decode()
    assert [entry_of(one).before_patch for one in others] == [None, patch]
    assert "before patch" not in client.get("/my/listings/").content.decode()


def test_all_of_ones_own_are_confirmed_and_nobody_elses(client, ad, patch):
    suspended = AdFactory(live=True).owner
    BoardEntry.objects.update(confirmed_at=None)
    client.force_login(suspended)
    User.objects.filter(pk=suspended.pk).update(is_active=False)
    path = "/my/listings/confirm/"
    for browser in (client, Client()):
        assert browser.post(path)["Location"] == f"/accounts/login/?next={path}"
    stranger = Client()
    stranger.force_login(UserFactory())
    assert stranger.put(path).status_code == 405
    assert stranger.post(path).status_code == 302
    assert not BoardEntry.objects.exclude(confirmed_at=None).exists()


def test_who_may_not_write_confirms_nothing(client, ad, patch):
    User.objects.filter(pk=ad.owner_id).update(muted_until=timezone.now() + timedelta(days=1))
    client.force_login(User.objects.get(pk=ad.owner_id))
    for path in ("/my/listings/confirm/", f"/my/listings/{ad.pk}/confirm/"):
        assert client.post(path).status_code == 302
    assert client.post(f"/api/v1/listings/{ad.pk}/confirm/").status_code == 403
    assert entry_of(ad).before_patch == patch


def test_stamps_cost_the_pages_no_query(client, ad, patch, django_assert_max_num_queries):
    AdFactory.create_batch(5, live=True, author=ad.owner)
    BoardEntry.objects.update(confirmed_at=None)
    client.get("/board/")
    for address, most in (("/board/", 5), (ad.public_path, 6)):
        empty_cache()
        Patch.current()
        with django_assert_max_num_queries(most):
            assert STAMP in client.get(address).content.decode()


def test_administrators_alone_publish_in_the_cms_and_take_back(client, boss):
    client.cookies.load({"django_language": "en"})
    address, given = "/cms/patches/", {"name": "11.2", "link": "example.org/11.2", "notes": "Новое"}
    for trait in ("moderator", "editor"):
        person = UserFactory(**{trait: True})
        client.force_login(person)
        for method in (client.get, client.post):
            assert method(address, given, headers=SCRIPT).status_code == 403
        with pytest.raises(NotPatchPublisher):
            services.publish_patch(name="11.2", by=person)
        assert 'href="/cms/patches/"' not in client.get("/cms/").content.decode()
    assert not Patch.objects.exists()

    client.force_login(boss)
    assert "/cms/patches/" in client.get("/cms/").content.decode()
    question = client.post(address, given).content.decode()
    assert "“before patch 11.2”" in question
    assert client.post(address, {**given, "sure": "no"}).status_code == 400
    assert not Patch.objects.exists()
    assert client.post(address, {**given, "sure": "yes"})["Location"] == address
    patch = Patch.newest()
    assert (patch.name, patch.link, patch.by) == ("11.2", "https://example.org/11.2", boss)
    for wrong in (
        given,
        {"name": ""},
        {"name": "\u200b"},
        {"name": "x" * 25},
        {"name": "1", "link": "ftp://a.b"},
    ):
        assert client.post(address, wrong).status_code == 400, wrong
    back = f"/cms/patches/{patch.pk}/withdraw/"
    assert client.get(back).status_code == 405
    assert client.post("/cms/patches/0/withdraw/").status_code == 404
    assert "Take 11.2 back" in client.get(address).content.decode()
    assert client.post(back)["Location"] == address
    assert "taken back" in client.get(address).content.decode()
    client.force_login(UserFactory(moderator=True))
    assert client.post(back, headers=SCRIPT).status_code == 403


def test_a_name_stands_once(ad, patch, boss):
    with pytest.raises(InvalidInput) as refused:
        services.publish_patch(name="11.2", by=boss)
    assert set(refused.value.field_errors) == {"name"}


def test_what_is_written_in_the_cms_is_escaped(client, ad, boss):
    services.publish_patch(name="<b>1", notes="<i>новое</i>", by=boss)
    for page in ("/board/", ad.public_path):
        said = client.get(page).content.decode()
        assert "&lt;b&gt;1" in said
        assert "<b>1" not in said
        assert "<i>новое" not in said
