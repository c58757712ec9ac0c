"""The letters of old mailings are deleted; what the mailings say about themselves stays true."""

from datetime import timedelta

import pytest
from celery import current_app
from django.urls import reverse
from django.utils import timezone

from common.errors import IllegalTransition
from mailing.rows import Status
from newsletter import rehearsal, services, tasks
from newsletter.models import EVERYONE, Delivery, Mailing, MailingStatus, Tally
from newsletter.selectors.certificate import certificate_of
from newsletter.selectors.mailings import unsubscribed_since
from newsletter.services import carrying_on, forgetting
from newsletter.tests.factories import IssueFactory, release, subscriber

pytestmark = pytest.mark.django_db
OUTCOMES = (Status.SENT, Status.SENT, Status.FAILED, Status.SKIPPED, Status.UNCERTAIN)


@pytest.fixture(autouse=True)
def retention(settings):
    settings.MAIL_RETENTION_DAYS = 30


@pytest.fixture
def readers(db):
    return [subscriber() for _ in OUTCOMES]


def ended(readers, *, days: int, **options) -> Mailing:
    """A mailing that ended so many days ago, with one letter of every outcome."""
    mailing = release(**options)
    now = timezone.now()
    for reader, status in zip(readers, OUTCOMES, strict=True):
        mailing.deliveries.filter(subscriber=reader).update(status=status, finished_at=now)
    services.close_mailings()
    Mailing.objects.filter(pk=mailing.pk).update(
        finished_at=now - timedelta(days=days), released_at=now - timedelta(days=days)
    )
    return Mailing.objects.get(pk=mailing.pk)


def test_letters_go_after_their_time_and_the_sums_stay(readers, monkeypatch):
    monkeypatch.setattr("common.sweeps.DELETED_AT_ONCE", 2)
    old, fresh = ended(readers, days=31), ended(readers, days=29)
    before = old.letters
    assert tasks.forget_old_deliveries() == 1
    assert set(Delivery.objects.values_list("mailing", flat=True)) == {fresh.pk}
    services.close_mailings()
    old = Mailing.objects.get(pk=old.pk)
    assert (old.status, old.total, old.letters) == (MailingStatus.FINISHED, 5, before)
    assert before[Status.SENT] == 2
    assert not Tally.objects.exists()
    assert tasks.forget_old_deliveries() == 0


def test_a_mailing_that_is_not_over_keeps_its_letters(readers, editor):
    paused = ended(readers, days=31)
    services.send_doubtful_again(mailing_id=paused.pk, by=editor)
    services.pause_mailing(mailing_id=paused.pk, by=editor)
    assert tasks.forget_old_deliveries() == 0
    assert Delivery.objects.count() == len(readers)


def test_a_letter_that_changed_is_counted_before_it_goes(readers):
    old = ended(readers, days=31)
    old.deliveries.filter(status=Status.UNCERTAIN).update(status=Status.SENT)
    assert tasks.forget_old_deliveries() == 0
    services.close_mailings()
    assert tasks.forget_old_deliveries() == 1
    old = Mailing.objects.get(pk=old.pk)
    assert (old.sent, old.uncertain) == (3, 0)


def test_what_was_broken_off_is_gone_on_with_and_counted_no_more(readers, monkeypatch):
    old = ended(readers, days=31)
    assert forgetting._settle(old.pk, timezone.now())
    Delivery.objects.filter(mailing=old, status=Status.FAILED).delete()
    # A worker that had listed the mailing before, and one that changes a letter after.
    carrying_on._close(old.pk)
    old.deliveries.filter(status=Status.UNCERTAIN).update(status=Status.SENT)
    services.close_mailings()
    assert Mailing.objects.get(pk=old.pk).letters == old.letters
    assert tasks.forget_old_deliveries() == 1
    assert not Delivery.objects.exists()


def test_nothing_in_doubt_is_sent_again_once_the_letters_are_gone(readers, editor, cms):
    old = ended(readers, days=31)
    page = reverse("newsletter_mailings:letters", args=[old.pk])
    assert "/steer/again/" in cms.get(page).text
    tasks.forget_old_deliveries()
    with pytest.raises(IllegalTransition, match="удалены"):
        services.send_doubtful_again(mailing_id=old.pk, by=editor)
    shown = cms.get(page).text
    assert "/steer/again/" not in shown
    assert 'data-count="uncertain">1<' in shown


def test_the_page_says_that_the_letters_are_deleted(readers, cms, client):
    old = ended(readers, days=31)
    page = reverse("newsletter_mailings:letters", args=[old.pk])
    assert readers[0].user.email in cms.get(page).text
    tasks.forget_old_deliveries()
    shown = cms.get(page, headers={"accept-language": "en"}).text
    assert "The list of letters was deleted on" in shown
    assert readers[0].user.email not in shown
    assert 'name="q"' not in shown


def test_how_many_unsubscribed_stays_known(readers):
    old = ended(readers, days=31)
    services.unsubscribe(token=readers[0].token)
    assert unsubscribed_since(old) == 1
    tasks.forget_old_deliveries()
    assert unsubscribed_since(Mailing.objects.get(pk=old.pk)) == 1


def test_the_certificate_still_names_every_difference(readers, editor):
    issue = IssueFactory()
    dry_run = services.ask_for_dry_run(page_id=issue.pk, rule=EVERYONE, by=editor)
    rehearsal.rehearse(dry_run.pk, seconds=5)
    old = ended(readers, days=31, issue=issue, dry_run_id=dry_run.pk)
    before = [letters for letters, _why in certificate_of(old).differences]
    tasks.forget_old_deliveries()
    after = certificate_of(Mailing.objects.get(pk=old.pk))
    assert [letters for letters, _why in after.differences] == before == [1, 1, 1]
    assert not after.came_true


def test_an_issue_that_some_readers_had_is_not_released_again(readers, editor):
    issue = IssueFactory()
    mailing = release(issue)
    mailing.deliveries.filter(subscriber=readers[0]).update(status=Status.SENT, finished_at=timezone.now())
    services.cancel_mailing(mailing_id=mailing.pk, by=editor)
    services.close_mailings()
    Mailing.objects.filter(pk=mailing.pk).update(finished_at=timezone.now() - timedelta(days=31))
    assert tasks.forget_old_deliveries() == 1
    with pytest.raises(IllegalTransition):
        services.release_mailing(page_id=issue.pk, by=editor, warnings_accepted=True)


def test_no_letter_waits_in_the_lane_where_old_ones_are_deleted():
    route = current_app.amqp.router.route
    assert route({}, "newsletter.tasks.forget_old_deliveries")["queue"].name == "celery"
    assert route({}, "newsletter.tasks.carry_on")["queue"].name == "newsletters"
