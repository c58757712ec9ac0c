"""Whoever releases steers: at a moment, at a rate, pausing, cancelling, sending again what is in doubt."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.tests.factories import UserFactory
from common.errors import IllegalTransition, InvalidInput, NotAllowed
from mailing.models import OutboxMessage
from mailing.rows import Status
from mailing.tests.mail_server import Mood
from moderation.models import ModerationAct
from newsletter import delivery, services, tasks
from newsletter.models import LEGAL_MOVES, Mailing, MailingStatus, NewsletterRules
from newsletter.services import Pace, rates
from newsletter.tests.factories import IssueFactory, release, subscriber

pytestmark = pytest.mark.django_db

VERBS = {
    "pause": services.pause_mailing,
    "resume": services.resume_mailing,
    "cancel": services.cancel_mailing,
    "start": services.start_late,
}
ALLOWED = {
    "pause": {MailingStatus.QUEUED, MailingStatus.SENDING},
    "resume": {MailingStatus.PAUSED},
    "cancel": {
        MailingStatus.SCHEDULED,
        MailingStatus.LATE,
        MailingStatus.QUEUED,
        MailingStatus.SENDING,
        MailingStatus.PAUSED,
    },
    "start": {MailingStatus.SCHEDULED, MailingStatus.LATE},
}


def put(mailing: Mailing, status: str) -> None:
    finished = timezone.now() if status == MailingStatus.FINISHED else None
    sums = {"total": 0} if finished else {}
    Mailing.objects.filter(pk=mailing.pk).update(status=status, finished_at=finished, **sums)


def in_an_hour():
    return timezone.now() + timedelta(hours=1)


def set_back(mailing: Mailing, hours: float) -> None:
    Mailing.objects.filter(pk=mailing.pk).update(scheduled_at=timezone.now() - timedelta(hours=hours))


@pytest.mark.parametrize("verb", VERBS)
def test_each_verb_moves_from_the_states_that_the_table_says_and_from_no_other(verb, editor):
    mailing = services.release_mailing(page_id=IssueFactory().pk, by=editor)
    moved = set()
    for status in LEGAL_MOVES:
        put(mailing, status)
        try:
            VERBS[verb](mailing_id=mailing.pk, by=editor)
        except IllegalTransition:
            continue
        moved.add(status)
    assert moved - {MailingStatus.DRAFT} == ALLOWED[verb]


@pytest.mark.parametrize("verb", [*VERBS, "again"])
def test_without_the_right_nobody_steers(verb):
    mailing = release()
    for person in (UserFactory(), UserFactory(moderator=True)):
        with pytest.raises(NotAllowed):
            (VERBS | {"again": services.send_doubtful_again})[verb](mailing_id=mailing.pk, by=person)


def test_a_scheduled_issue_starts_at_its_moment_and_is_public_from_then_on(editor, mail_server):
    person, issue = subscriber(), IssueFactory()
    mailing = services.release_mailing(page_id=issue.pk, by=editor, pace=Pace(at=in_an_hour()))
    tasks.sweep_newsletters()
    issue.refresh_from_db()
    assert (mail_server.recipients(), issue.live) == ([], False)
    set_back(mailing, 1)
    tasks.sweep_newsletters()
    issue.refresh_from_db()
    assert (mail_server.recipients(), issue.live) == ([person.user.email], True)


def test_a_moment_that_is_over_is_refused(editor):
    with pytest.raises(InvalidInput) as refused:
        services.release_mailing(
            page_id=IssueFactory().pk, by=editor, pace=Pace(at=timezone.now() - timedelta(minutes=1))
        )
    assert list(refused.value.field_errors) == ["at"]


def test_more_than_two_hours_late_it_asks_and_goes_only_when_told(editor, mail_server):
    subscriber()
    mailing = services.release_mailing(page_id=IssueFactory().pk, by=editor, pace=Pace(at=in_an_hour()))
    set_back(mailing, 2.1)
    tasks.sweep_newsletters()
    mailing.refresh_from_db()
    assert (mailing.status, mail_server.recipients()) == (MailingStatus.LATE, [])
    services.start_late(mailing_id=mailing.pk, by=editor)
    tasks.sweep_newsletters()
    assert len(mail_server.recipients()) == 1


def test_a_paused_ledger_goes_on_where_it_stood(editor, mail_server):
    people = [subscriber() for _ in range(3)]
    mailing = services.release_mailing(page_id=IssueFactory().pk, by=editor)
    services.pause_mailing(mailing_id=mailing.pk, by=editor)
    tasks.sweep_newsletters()
    assert mailing.deliveries.count() == 0
    services.resume_mailing(mailing_id=mailing.pk, by=editor)
    tasks.sweep_newsletters()
    assert len(mail_server.recipients()) == len(people)


def test_who_subscribes_during_a_pause_is_not_added_to_a_ledger_that_is_complete(editor, mail_server):
    subscriber()
    mailing = release()
    services.pause_mailing(mailing_id=mailing.pk, by=editor)
    subscriber()
    services.resume_mailing(mailing_id=mailing.pk, by=editor)
    tasks.sweep_newsletters()
    assert len(mail_server.recipients()) == 1


def test_a_cancelled_mailing_says_so_on_each_letter_that_waited_and_adds_up(editor, mail_server):
    for _ in range(3):
        subscriber()
    mailing = release()
    mailing.deliveries.filter(pk=mailing.deliveries.first().pk).update(
        status=Status.SENT, finished_at=timezone.now()
    )
    services.cancel_mailing(mailing_id=mailing.pk, by=editor)
    tasks.sweep_newsletters()
    mailing.refresh_from_db()
    assert mail_server.recipients() == []
    assert (mailing.status, mailing.total, mailing.sent, mailing.cancelled) == ("cancelled", 3, 1, 2)
    with pytest.raises(IllegalTransition):
        services.release_mailing(page_id=mailing.page_id, by=editor)


def test_a_bound_holds_for_all_workers_together(mail_server):
    for _ in range(4):
        subscriber()
    mailing = release()
    Mailing.objects.filter(pk=mailing.pk).update(per_minute=60)
    for _ in range(3):
        delivery.deliver(seconds=5)
    assert len(mail_server.recipients()) == 1
    saved = timezone.now() - timedelta(seconds=60)
    Mailing.objects.filter(pk=mailing.pk).update(allowed_at=saved)
    assert (
        rates.take_allowance(mailing_id=mailing.pk, wanted=50, is_due=lambda: True)
        == 60 / 60 * rates.SAVED_SECONDS
    )


def test_too_many_failures_pause_the_mailing_and_whoever_released_hears_of_it(mail_server, monkeypatch):
    monkeypatch.setattr("newsletter.services.failing.FEWEST_FAILURES", 3)
    for _ in range(5):
        subscriber()
    mailing = release()
    mail_server.mood_for = lambda recipient: Mood.REFUSE
    monkeypatch.setattr(delivery.DeliveryQueue, "batch_size", 3)
    delivery.deliver(seconds=5)
    mailing.refresh_from_db()
    assert mailing.status == MailingStatus.PAUSED
    assert mailing.pause_reason
    assert mailing.count_letters()[Status.QUEUED] == 2
    letter = OutboxMessage.objects.get(kind="newsletter-paused")
    assert letter.to == mailing.released_by.email


def test_few_failures_among_many_letters_pause_nothing():
    failures = services.Failures()
    share = NewsletterRules.load().failing_percent
    assert share == 5
    assert not any(failures.note(failed=number % 25 == 0) for number in range(1_000))
    assert any(failures.note(failed=True) for _ in range(20))


def doubt(mailing: Mailing) -> None:
    mailing.deliveries.update(status=Status.UNCERTAIN, finished_at=timezone.now(), lease_until=None)
    services.close_mailings()


def test_what_is_in_doubt_goes_again_only_when_somebody_says_so(editor, mail_server):
    people = [subscriber() for _ in range(2)]
    mailing = release()
    doubt(mailing)
    tasks.sweep_newsletters()
    assert mail_server.recipients() == []
    first = mailing.deliveries.order_by("pk").first()
    assert services.send_doubtful_again(mailing_id=mailing.pk, by=editor, delivery_id=first.pk) == 1
    tasks.sweep_newsletters()
    assert mail_server.recipients() == [people[0].user.email]
    assert services.send_doubtful_again(mailing_id=mailing.pk, by=editor) == 1
    tasks.sweep_newsletters()
    mailing.refresh_from_db()
    assert (mailing.status, mailing.sent, mailing.uncertain) == (MailingStatus.FINISHED, 2, 0)
    with pytest.raises(IllegalTransition):
        services.send_doubtful_again(mailing_id=mailing.pk, by=editor)


def test_steering_is_in_the_log_of_power(editor):
    subscriber()
    mailing = release()
    services.pause_mailing(mailing_id=mailing.pk, by=editor)
    services.resume_mailing(mailing_id=mailing.pk, by=editor)
    services.cancel_mailing(mailing_id=mailing.pk, by=editor)
    deeds = ModerationAct.objects.filter(by=editor).order_by("pk").values_list("what", flat=True)
    assert list(deeds) == ["newsletter.pause", "newsletter.resume", "newsletter.cancel"]


def test_who_is_kept_out_by_a_sanction_gets_no_letter(mail_server):
    out, stays = subscriber(), subscriber()
    later = subscriber(suspended_until=in_an_hour())
    mailing = release()
    assert later.pk not in mailing.deliveries.values_list("subscriber_id", flat=True)
    User.objects.filter(pk=out.user_id).update(suspended_until=in_an_hour())
    tasks.carry_on()
    assert mail_server.recipients() == [stays.user.email]
    assert mailing.deliveries.get(subscriber=out).status == Status.SKIPPED


def page(mailing: Mailing) -> str:
    return reverse("newsletter_mailings:letters", args=[mailing.pk])


def test_the_page_of_a_mailing_steers_by_buttons(cms):
    subscriber()
    mailing = release()
    assert "Пауза" in cms.get(page(mailing)).text
    assert cms.post(f"{page(mailing)}steer/pause/").url == page(mailing)
    mailing.refresh_from_db()
    assert mailing.status == MailingStatus.PAUSED
    answer = cms.post(f"{page(mailing)}steer/pause/", follow=True)
    assert "в другом состоянии" in answer.text
    assert cms.get(f"{page(mailing)}steer/pause/").status_code == 405
    assert cms.post(f"{page(mailing)}steer/burn/").status_code == 404
    assert cms.post(reverse("newsletter_mailings:steer", args=[0, "pause"])).status_code == 404


def test_the_page_asks_how_far_it_is_and_counts_no_oftener_than_it_must(cms, django_assert_max_num_queries):
    subscriber()
    mailing = release()
    answer = cms.get(f"{page(mailing)}progress/").json()
    assert answer["status"] == MailingStatus.SENDING
    assert answer["counts"]["queued"] == 1
    mailing.deliveries.update(status=Status.SKIPPED, finished_at=timezone.now())
    assert cms.get(f"{page(mailing)}progress/").json()["counts"]["queued"] == 1


@pytest.mark.parametrize("who", [{}, {"moderator": True}])
def test_nobody_else_sees_or_steers_a_mailing(client, who):
    mailing = release()
    client.force_login(UserFactory(**who))
    for answer in (client.get(f"{page(mailing)}progress/"), client.post(f"{page(mailing)}steer/cancel/")):
        # Wagtail leads its own people to its front page, with a sentence.
        assert answer.status_code == 403 or answer.url == "/cms/"
    mailing.refresh_from_db()
    assert mailing.status == MailingStatus.SENDING
