"""How long an ad stands: the board's rules, the warning, the end, renewing, the archive."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from accounts.tests.factories import UserFactory
from ads import services
from ads.models import BoardEntry, BoardRules
from ads.services import sweeps
from ads.tasks import sweep_board
from ads.tests.factories import AdFactory
from ads.tests.states import ad_in
from mailing.guards import objection_to
from mailing.models import OutboxMessage
from notifications.models import Notification
from notifications.services import set_channel

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def entry_of(ad):
    return BoardEntry.objects.get(pk=ad.pk)


def ends_in(ad, term):
    BoardEntry.objects.filter(pk=ad.pk).update(expires_at=timezone.now() + term)
    return ad


def warnings():
    return OutboxMessage.objects.filter(kind="ad-expiring")


@pytest.fixture
def ending():
    """Live, with two days to go."""
    return ends_in(AdFactory(live=True, title="Ищем хила на среду"), 2 * DAY)


def test_an_author_is_warned_once_per_term_with_the_way_to_renew(ending):
    far, closed = ends_in(AdFactory(live=True), 4 * DAY), ends_in(AdFactory(closed=True), 2 * DAY)
    for _ in range(2):
        sweep_board()
    letter = warnings().get()
    assert letter.to == ending.owner.email
    assert f"/my/listings/{ending.pk}/renew/" in letter.text
    assert f"/my/listings/{ending.pk}/renew/" in letter.html
    assert Notification.objects.get(kind="ad-expiring").url == reverse("listings:renew", args=[ending.pk])
    assert (entry_of(far).warned_at, entry_of(closed).warned_at) == (None, None)

    services.renew_ad(ad_id=ending.pk, by=ending.owner)
    assert objection_to(letter) == "the listing was renewed, or has left the board"
    sweep_board()
    ends_in(ending, DAY)
    sweep_board()
    assert warnings().count() == 2


def test_no_warning_goes_to_who_wants_none_and_none_after_closing(ending):
    set_channel(ending.owner, "ad-expiring", "site")
    other = ends_in(AdFactory(live=True), DAY)
    sweep_board()
    assert warnings().get().to == other.owner.email
    assert Notification.objects.filter(kind="ad-expiring").count() == 2
    services.close_ad(ad_id=other.pk, by=other.owner)
    assert objection_to(warnings().get())
    services.delete_ad(ad_id=other.pk, by=other.owner)
    assert objection_to(warnings().get()) == "the listing is deleted"


def test_the_letter_speaks_the_authors_language_and_names_the_authors_day():
    author = UserFactory(language="en", time_zone="Asia/Vladivostok")
    ad = AdFactory(live=True, author=author)
    # Late in the evening in Moscow it is the next day in Vladivostok.
    end = (timezone.localtime() + 2 * DAY).replace(hour=23, minute=0)
    BoardEntry.objects.filter(pk=ad.pk).update(expires_at=end)
    sweep_board()
    assert f"stands on the board until {end + DAY:%B} {(end + DAY).day}." in warnings().get().text


def test_a_sweep_takes_every_due_row_and_survives_an_error_in_one(monkeypatch, caplog):
    ads = [ends_in(AdFactory(live=True), -DAY) for _ in range(5)]
    broken = ads[1].pk
    monkeypatch.setattr("common.sweeps.BATCH", 2)
    told = sweeps.notifications.ad_expired

    def ad_expired(entry):
        if entry.pk == broken:
            raise RuntimeError("a letter that can't be written")
        told(entry)

    monkeypatch.setattr(sweeps.notifications, "ad_expired", ad_expired)
    assert services.expire_ads(now=timezone.now()) == 4
    assert entry_of(ads[1]).status == "live"
    assert f"leaves out listing {broken}" in caplog.text
    monkeypatch.undo()
    assert services.expire_ads(now=timezone.now()) == 1
    assert OutboxMessage.objects.filter(kind="ad-expired").count() == 5


def test_the_letter_about_the_end_is_dropped_once_the_ad_is_renewed(ending):
    ends_in(ending, -DAY)
    sweep_board()
    letter = OutboxMessage.objects.get(kind="ad-expired")
    assert objection_to(letter) is None
    assert f"/my/listings/{ending.pk}/renew/" in letter.text
    services.renew_ad(ad_id=ending.pk, by=ending.owner)
    assert objection_to(letter)


@pytest.mark.parametrize("term", [2 * DAY, -DAY])
def test_renewing_shows_first_and_acts_on_one_press(client, ending, term):
    ends_in(ending, term)
    if term < timedelta(0):
        sweep_board()
    before = entry_of(ending)
    address = reverse("listings:renew", args=[ending.pk])
    assert client.get(address)["Location"] == f"/accounts/login/?next={address}"
    client.force_login(ending.owner)
    page = client.get(address)
    assert page.content.decode().count('<form action="" method="post">') == 1
    assert entry_of(ending).expires_at == before.expires_at

    client.post(address)
    after = entry_of(ending)
    assert after.status == "live"
    assert after.expires_at > timezone.now() + 29 * DAY
    again = client.get(address).content.decode()
    assert '<form action="" method="post">' not in again
    assert ending.public_path in again


def test_deleting_asks_first_and_says_who_waits(client, ending):
    from responses.tests.factories import ResponseFactory

    ResponseFactory.create_batch(2, ad=ending)
    ResponseFactory(ad=ending, withdrawn=True)
    client.force_login(ending.owner)
    address = reverse("listings:delete", args=[ending.pk])
    client.cookies.load({"django_language": "en"})
    page = client.get(address).content.decode()
    assert "2 players wait for your answer" in page
    assert BoardEntry.objects.filter(pk=ending.pk).exists()
    assert client.post(address)["Location"] == reverse("listings:mine")
    assert not BoardEntry.objects.filter(pk=ending.pk).exists()


def test_the_rules_hold_for_terms_that_begin(ending):
    rules = BoardRules.current()
    rules.lifetime_days, rules.warning_days = 7, 1
    rules.save()
    assert entry_of(ending).expires_at < timezone.now() + 2 * DAY
    entry = services.renew_ad(ad_id=ending.pk, by=ending.owner)
    assert timezone.now() + 6 * DAY < entry.expires_at <= timezone.now() + 7 * DAY
    ends_in(ending, 2 * DAY)
    assert services.warn_of_end(now=timezone.now()) == 0


@pytest.mark.parametrize(("lifetime", "warning"), [(0, 3), (366, 3), (30, 0), (30, 31), (3, 3), (None, 3)])
def test_impossible_rules_are_refused(lifetime, warning):
    with pytest.raises(ValidationError):
        BoardRules(lifetime_days=lifetime, warning_days=warning).full_clean()


def test_administrators_alone_set_the_rules(client):
    address = reverse("wagtailsettings:edit", args=["board", "boardrules"])
    good = {"lifetime_days": 14, "warning_days": 2, "silence_days": 7, "chat_line_length": 120}
    client.force_login(UserFactory(administrator=True))
    address = client.get(address, follow=True).request["PATH_INFO"]
    assert client.post(address, good | {"warning_days": 14}).status_code == 200
    assert BoardRules.load().lifetime_days == 30
    assert client.post(address, good).status_code == 302
    assert BoardRules.current().lifetime_days == 14
    for trait in ("moderator", "editor"):
        client.force_login(UserFactory(**{trait: True}))
        client.post(address, good | {"lifetime_days": 60})
    assert BoardRules.load().lifetime_days == 14


def test_the_authors_list_says_why_without_a_query_per_listing(client, django_assert_max_num_queries):
    people = {"author": UserFactory(), "moderator": UserFactory(moderator=True)}
    client.force_login(people["author"])
    client.get(reverse("listings:mine"))
    for _ in range(2):
        for state in ("changes_requested", "rejected", "hidden", "live+rejected"):
            ad_in(state, **people)
    with django_assert_max_num_queries(9):
        page = client.get(reverse("listings:mine")).content.decode()
    for words, times in (("Уберите цену", 2), ("Это реклама", 4), ("Жалобы игроков", 2)):
        assert page.count(words) == times
    hidden = BoardEntry.objects.filter(status="hidden").first()
    assert "Жалобы игроков" in client.get(hidden.url).content.decode()
    assert "Жалобы игроков" in OutboxMessage.objects.filter(kind="ad-hidden").first().text
