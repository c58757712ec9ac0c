"""Listings like the one being written: one's own first, few, and soon."""

from __future__ import annotations

import pytest
from django.test import Client

from accounts.tests.factories import UserFactory
from ads import services
from ads.selectors.similar import SHOWN, similar_ads
from ads.tests.factories import AdFactory
from common.limits import rate_of

pytestmark = pytest.mark.django_db
ADDRESS = "/my/listings/similar/"
TITLE = "Ищем хила в рейд по средам"


def signed_in(user) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


def found(title: str = TITLE, author=None, besides: int | None = None, category: str = "healers"):
    return similar_ads(title=title, category=category, author=author or UserFactory(), besides=besides)


def test_ones_own_come_first_whatever_their_state_and_category():
    author = UserFactory()
    own = [
        AdFactory(author=author, title=TITLE),
        AdFactory(author=author, title=TITLE, submitted=True),
        AdFactory(author=author, title=TITLE, live=True, category="tanks"),
    ]
    AdFactory(author=author, title=TITLE, closed=True)
    other = AdFactory(title=TITLE, live=True)
    alike = found(author=author)
    assert {entry.pk for entry in alike.own} == {ad.pk for ad in own}
    assert [entry.pk for entry in alike.others] == [other.pk]
    assert own[0].pk not in {entry.pk for entry in found(author=author, besides=own[0].pk).own}


def test_of_others_only_live_ones_of_the_category_that_are_like_it():
    same = AdFactory(title="Нужен хил в рейд, среды", live=True)
    AdFactory(title=TITLE)
    AdFactory(title=TITLE, closed=True)
    AdFactory(title=TITLE, live=True, category="tanks")
    AdFactory(title="Продам эликсиры оптом", live=True)
    services.hide_ad(ad_id=AdFactory(title=TITLE, live=True).pk, by=UserFactory(moderator=True))
    assert [entry.pk for entry in found().others] == [same.pk]
    assert not found(category="").others


@pytest.mark.parametrize("title", ["ищем ХИЛА в рей", "Ищем хилла в рейт", "Хил ищем"])
def test_half_a_word_a_typo_and_another_order_still_find_it(title):
    ad = AdFactory(title="Ищем хила в рейд", live=True)
    assert [entry.pk for entry in found(title).others] == [ad.pk]


@pytest.mark.parametrize("title", ["!!!", "' | & :*", "и в на", "\\", "%_%", "<script>"])
def test_signs_are_no_query(title):
    AdFactory(title="Ищем хила в рейд", live=True)
    assert not found(title)


def test_five_at_most_in_three_queries_at_most(django_assert_max_num_queries):
    author = UserFactory()
    for _ in range(2):
        AdFactory(title=TITLE, author=author)
    for _ in range(SHOWN + 1):
        AdFactory(title=TITLE, live=True)
    with django_assert_max_num_queries(3):
        alike = found(author=author)
        assert (len(alike.own), len(alike.others)) == (2, SHOWN - 2)
        assert all(str(entry.author) for entry in alike.others)


def test_the_piece_of_the_page_names_them_and_escapes_them():
    author = UserFactory()
    own = AdFactory(title=f"{TITLE} <b>", author=author)
    answer = signed_in(author).get(ADDRESS, {"title": TITLE, "category": "healers"})
    html = answer.content.decode()
    assert f'href="/my/listings/{own.pk}/edit/"' in html
    assert "yours: edit it instead" in html
    assert "&lt;b&gt;" in html
    assert "no-store" in answer["Cache-Control"]


def test_nothing_to_show_and_nonsense_are_an_empty_answer():
    client = signed_in(UserFactory())
    AdFactory(title=TITLE)
    for given in (
        {},
        {"title": "хи"},
        {"title": TITLE, "category": "cooks", "besides": "9" * 30},
        {"title": "\x00" * 9},
    ):
        answer = client.get(ADDRESS, given)
        assert (answer.status_code, answer.content) == (204, b"")


def test_visitors_and_other_methods_and_the_impatient_are_refused(client, settings):
    assert client.get(ADDRESS, {"title": TITLE}).status_code == 302
    settings.LIMITS_FACTOR = 1
    player = signed_in(UserFactory())
    assert player.post(ADDRESS, {"title": TITLE}).status_code == 405
    statuses = [
        player.get(ADDRESS, {"title": TITLE}).status_code
        for _ in range(int(rate_of("similar-listings", "new").split("/")[0]) + 1)
    ]
    assert set(statuses[:-1]) == {204}
    assert statuses[-1] == 429


def test_a_rejected_listing_is_no_duplicate():
    author = UserFactory()
    ad = AdFactory(author=author, title=TITLE, submitted=True)
    services.reject_ad(ad_id=ad.pk, by=UserFactory(moderator=True))
    assert not found(author=author).own
