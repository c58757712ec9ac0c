"""The week of hours on a listing: by whose clock it is read, and what reader and author have in common."""

import pytest

from accounts import services as account_services
from accounts.tests.factories import UserFactory
from ads.tests.game import told
from common.week import Week

pytestmark = pytest.mark.django_db


@pytest.fixture
def evening_ad():
    """Monday, 21 to midnight in Moscow."""
    return told(week=Week.of([21, 22, 23]), author=UserFactory(time_zone="Europe/Moscow"))


def page_for(client, ad, user=None):
    if user is not None:
        client.force_login(user)
    client.cookies["django_language"] = "en"
    return client.get(ad.public_path).content.decode()


def test_visitors_read_the_hours_by_the_ads_clock(client, evening_ad):
    page = page_for(client, evening_ad)
    assert "Mon 21:00–00:00" in page
    assert "(Moscow, UTC+3)" in page
    assert "in common" not in page
    assert "Say when you play" not in page


def test_a_reader_elsewhere_learns_of_the_hours_in_common_by_the_own_clock(client, evening_ad):
    reader = UserFactory(time_zone="Asia/Omsk")
    account_services.change_play_week(week=Week.of([23, 24, 25, 26, 40]), shown=False, by=reader)
    page = page_for(client, evening_ad, reader)
    # Three hours later in Omsk: from Tuesday's midnight on.
    assert "Tue 00:00–03:00" in page
    assert "3 hours a week in common" in page
    assert "(your time)" in page


def test_who_never_plays_then_reads_so_and_who_said_nothing_is_asked(client, evening_ad):
    reader = UserFactory()
    assert "Say when you play" in page_for(client, evening_ad, reader)
    account_services.change_play_week(week=Week.of([3]), shown=True, by=reader)
    assert "No hours in common" in page_for(client, evening_ad, reader)
    own = page_for(client, evening_ad, evening_ad.owner)
    assert "in common" not in own
    assert "Say when you play" not in own
