"""/my/notifications/ and the section of letters in the settings."""

import pytest
from django.test import Client

from accounts.tests.factories import UserFactory
from notifications import kinds, selectors, services
from notifications.models import Notification

PAGE = "/my/notifications/"


@pytest.fixture(autouse=True)
def _kind(db, monkeypatch):
    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))
    kinds.register("test-kind", "Испытания", "%(who)s <испытывает>", about=kinds.About.PEOPLE)


@pytest.fixture
def player(db):
    return UserFactory()


@pytest.fixture
def signed_in(player) -> Client:
    client = Client()
    client.force_login(player)
    return client


def tell(player, number) -> None:
    services.notify(recipient=player, kind="test-kind", key=f"k:{number}", context={"who": number}, url="/")


@pytest.fixture
def notification(player) -> Notification:
    services.notify(
        recipient=player, kind="test-kind", key="test-kind:1", context={"who": "Марта"}, url="/board/"
    )
    return Notification.objects.get()


def test_an_empty_centre_says_so_and_leads_on(signed_in):
    page = signed_in.get(PAGE)
    assert page.status_code == 200
    assert "/board/" in page.text


def test_what_happened_is_listed_and_looking_changes_nothing(signed_in, player, notification):
    page = signed_in.get(PAGE)
    assert "Марта &lt;испытывает&gt;" in page.text
    assert 'href="/board/"' in page.text
    assert selectors.unread_count(player) == 1


def test_reading_takes_a_press(signed_in, player, notification):
    for address in (f"{PAGE}{notification.pk}/read/", f"{PAGE}{notification.pk}/open/", f"{PAGE}read/"):
        assert signed_in.get(address).status_code == 405
    assert signed_in.post(f"{PAGE}{notification.pk}/read/").url == PAGE
    assert selectors.unread_count(player) == 0


def test_opening_reads_and_leads_there(signed_in, player, notification):
    assert signed_in.post(f"{PAGE}{notification.pk}/open/").url == "/board/"
    assert selectors.unread_count(player) == 0


def test_all_are_read_at_once(signed_in, player, notification):
    assert signed_in.post(f"{PAGE}read/").url == PAGE
    assert selectors.unread_count(player) == 0


def test_other_peoples_are_a_404(notification):
    stranger = Client()
    stranger.force_login(UserFactory())
    assert stranger.post(f"{PAGE}{notification.pk}/read/").status_code == 404
    assert stranger.post(f"{PAGE}{notification.pk}/open/").status_code == 404
    assert "Марта" not in stranger.get(PAGE).text


def test_older_ones_are_on_the_next_page(signed_in, player):
    for number in range(selectors.PAGE + 1):
        services.notify(
            recipient=player, kind="test-kind", key=f"k:{number}", context={"who": number}, url="/"
        )
    page = signed_in.get(PAGE)
    assert len(page.context["entries"]) == selectors.PAGE
    rest = signed_in.get(PAGE, {"before": page.context["older"]})
    assert len(rest.context["entries"]) == 1
    assert signed_in.get(PAGE, {"before": "nonsense"}).status_code == 200


@pytest.mark.parametrize("count", [3, 25])
def test_the_page_takes_the_same_queries_whatever_its_length(
    signed_in, player, count, django_assert_max_num_queries
):
    for number in range(count):
        services.notify(
            recipient=player, kind="test-kind", key=f"k:{number}", context={"who": number}, url="/"
        )
    signed_in.get(PAGE)
    with django_assert_max_num_queries(7):
        signed_in.get(PAGE)


def test_several_at_once_are_one_line_that_is_read_as_one(signed_in, player):
    kinds.register(
        "many", "Много", "%(who)s один", gathered="%(count)d раз о %(who)s", about=kinds.About.PEOPLE
    )
    for number in range(3):
        services.notify(
            recipient=player,
            kind="many",
            key=f"many:{number}",
            context={"who": "Марте"},
            url=f"/board/?one={number}",
            group="martha",
            group_url="/board/?all",
        )
    page = signed_in.get(PAGE)
    assert "3 раз о Марте" in page.text
    assert "Марте один" not in page.text
    (entry,) = page.context["entries"]
    assert entry["it"].url == "/board/?all"
    assert selectors.unread_count(player) == 1
    signed_in.post(f"{PAGE}{entry['it'].pk}/read/")
    assert selectors.unread_count(player) == 0
    assert not Notification.objects.filter(read_at=None).exists()
