"""Who was wanted and who offered this week."""

from datetime import timedelta

import pytest
from django.utils import timezone

from ads.models import BoardEntry
from ads.selectors.roles import RoleOfTheWeek, as_numbers, from_numbers, roles_of_the_week, weighed
from ads.tests.factories import AdFactory

pytestmark = pytest.mark.django_db


def test_open_listings_of_the_week_are_counted_by_category_and_kind(django_assert_num_queries):
    for kind in ("wanted", "wanted", "offered", ""):
        AdFactory(category="tanks", kind=kind, live=True)
    AdFactory(category="dps", kind="wanted", closed=True)
    old = AdFactory(category="healers", kind="wanted", live=True)
    week_ago = timezone.now() - timedelta(days=8)
    BoardEntry.objects.filter(pk=old.pk).update(published_at=week_ago)
    with django_assert_num_queries(1):
        assert roles_of_the_week() == [RoleOfTheWeek("tanks", 2, 1)]
    with django_assert_num_queries(0):
        assert roles_of_the_week() == [RoleOfTheWeek("tanks", 2, 1)]


def test_figures_are_kept_as_numbers_and_come_back():
    roles = [RoleOfTheWeek("tanks", 14, 3), RoleOfTheWeek("spellmasters", 0, 1)]
    assert from_numbers(as_numbers(roles)) == roles
    assert from_numbers([]) == []


def test_bars_are_as_long_as_their_figure_against_the_heaviest():
    rows = weighed([RoleOfTheWeek("tanks", 10, 5), RoleOfTheWeek("dps", 0, 2)])
    assert [(row.wanted, row.wanted_from, row.offered) for row in rows] == [(100, 0, 50), (0, 100, 20)]
    assert weighed([]) == []
