"""Each reader's hour, and a start that is slow at first."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from common.errors import InvalidInput
from mailing.rows import Status
from newsletter import services, tasks
from newsletter.models import Mailing, MailingStatus, NewsletterPage
from newsletter.services import Pace, rates
from newsletter.services.pacing import moments_by_zone
from newsletter.tests.factories import IssueFactory, release, subscriber

pytestmark = pytest.mark.django_db

MOSCOW, KAMCHATKA, LISBON = "Europe/Moscow", "Asia/Kamchatka", "Europe/Lisbon"


def test_the_hour_comes_within_a_day_in_every_zone():
    since = datetime(2026, 11, 27, 15, 30, tzinfo=UTC)
    moments = moments_by_zone(19, since=since)
    assert moments[MOSCOW] == datetime(2026, 11, 27, 16, tzinfo=UTC)
    assert moments[KAMCHATKA] == datetime(2026, 11, 28, 7, tzinfo=UTC)
    assert moments[LISBON] == datetime(2026, 11, 27, 19, tzinfo=UTC)
    assert all(since <= moment <= since + timedelta(days=1, hours=1) for moment in moments.values())


def test_an_hour_that_the_clocks_leave_out_comes_nevertheless():
    spring = datetime(2026, 3, 28, 23, 0, tzinfo=UTC)
    assert moments_by_zone(1, since=spring)[LISBON] == datetime(2026, 3, 29, 1, tzinfo=UTC)


def test_each_letter_waits_for_its_readers_hour(mail_server):
    there = timezone.now() - timedelta(minutes=1)
    near, far = subscriber(time_zone="UTC"), subscriber(time_zone=KAMCHATKA)
    unknown = subscriber(time_zone="Atlantis/Capital")
    hour = there.hour
    mailing = release(pace=Pace(local_hour=hour))
    tasks.sweep_newsletters()
    assert mail_server.recipients() == [unknown.user.email]
    moments = moments_by_zone(hour, since=mailing.released_at)
    waiting = dict(mailing.deliveries.filter(status=Status.QUEUED).values_list("subscriber", "not_before"))
    assert waiting == {near.pk: moments["UTC"], far.pk: moments[KAMCHATKA]}
    mailing.refresh_from_db()
    assert mailing.status == "sending"


def test_the_hour_goes_by_the_moment_that_was_chosen(editor):
    reader = subscriber(time_zone=MOSCOW)
    at = timezone.now().replace(hour=12, minute=0) + timedelta(days=3)
    mailing = services.release_mailing(page_id=IssueFactory().pk, by=editor, pace=Pace(at=at, local_hour=20))
    services.start_late(mailing_id=mailing.pk, by=editor)
    services.write_ledgers()
    (row,) = mailing.deliveries.all()
    assert (row.subscriber_id, row.not_before) == (reader.pk, moments_by_zone(20, since=at)[MOSCOW])


@pytest.mark.parametrize(
    ("pace", "field"),
    [
        (Pace(local_hour=24), "local_hour"),
        (Pace(local_hour=-1), "local_hour"),
        (Pace(per_minute=60, ramp_up_from=61), "ramp_up_from"),
    ],
)
def test_a_pace_that_cannot_be_is_refused(editor, pace, field):
    with pytest.raises(InvalidInput) as refused:
        services.release_mailing(page_id=IssueFactory().pk, by=editor, pace=pace)
    assert list(refused.value.field_errors) == [field]
    assert not Mailing.objects.exists()


@pytest.mark.parametrize(
    ("most", "gone", "rate"),
    [(0, 0, 10), (0, 99, 10), (0, 100, 20), (0, 299, 20), (0, 300, 40), (35, 300, 35), (0, 10**7, 0)],
)
def test_a_slow_start_doubles_with_every_ten_minutes_of_letters(most, gone, rate):
    assert rates.rate_of(Mailing(ramp_up_from=10, per_minute=most, let_go=gone)) == rate


def test_a_slow_start_holds_back_and_counts_what_it_lets_go(mail_server):
    for _ in range(4):
        subscriber()
    mailing = release(pace=Pace(ramp_up_from=60))
    tasks.sweep_newsletters()
    mailing.refresh_from_db()
    assert (len(mail_server.recipients()), mailing.let_go) == (1, 1)
    Mailing.objects.filter(pk=mailing.pk).update(allowed_at=timezone.now() - timedelta(hours=8))
    mailing.deliveries.filter(status=Status.QUEUED).update(not_before=timezone.now() + timedelta(hours=1))
    tasks.sweep_newsletters()
    mailing.refresh_from_db()
    assert mailing.let_go == 1, "what nobody waits for is not let go"
    mailing.deliveries.filter(status=Status.QUEUED).update(not_before=timezone.now())
    # After a night without a letter it goes on as slowly as it stopped.
    Mailing.objects.filter(pk=mailing.pk).update(allowed_at=timezone.now() - timedelta(hours=8))
    tasks.sweep_newsletters()
    assert len(mail_server.recipients()) <= 1 + rates.SAVED_SECONDS


def test_the_page_of_a_mailing_says_how_it_goes():
    mailing = Mailing(local_hour=9, ramp_up_from=10, per_minute=500)
    said = mailing.pace_in_words
    assert "09:00" in said
    assert "10" in said
    assert "500" in said
    assert Mailing().pace_in_words == ""


PACE = {"per_minute": "90", "local_hour": "19", "ramp_up_from": "30"}


def page_of(issue: NewsletterPage) -> str:
    return reverse("newsletter_mailings:release", args=[issue.pk])


def test_a_moment_and_a_bound_are_kept_with_the_mailing(cms):
    subscriber()
    at = timezone.localtime() + timedelta(days=1)
    cms.post(page_of(IssueFactory()), PACE | {"at": f"{at:%Y-%m-%dT%H:%M}"})
    mailing = Mailing.objects.get()
    assert (mailing.status, mailing.per_minute) == (MailingStatus.SCHEDULED, 90)
    assert (mailing.local_hour, mailing.ramp_up_from) == (19, 30)
    assert mailing.scheduled_at == at.replace(second=0, microsecond=0)


@pytest.mark.parametrize(
    "pace",
    [
        {"at": "2020-01-01T10:00"},
        {"at": "soon"},
        {"per_minute": "0"},
        {"per_minute": "10", "ramp_up_from": "20"},
        {"local_hour": "24"},
    ],
)
@pytest.mark.parametrize("audience", [{}, {"audience": "1"}])
def test_a_pace_that_cannot_be_releases_nothing_at_all(cms, pace, audience):
    assert cms.post(page_of(IssueFactory()), pace | audience).status_code == 400
    assert not Mailing.objects.exists()
