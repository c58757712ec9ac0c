"""The dry run: every letter made, none sent; signed with the release, compared with the mailing."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from accounts.tests.factories import UserFactory
from common.errors import IllegalTransition, InvalidInput, NotAllowed
from mailing.models import OutboxMessage, RefusedAddress
from newsletter import nudges, rehearsal, services, tasks
from newsletter.models import EVERYONE, AudienceRule, Delivery, DryRun, NewsletterPage
from newsletter.selectors.certificate import certificate_of
from newsletter.selectors.dry_runs import conditions_of, report_on, waiting_dry_run
from newsletter.tests.factories import IssueFactory, subscriber

pytestmark = pytest.mark.django_db

LONG = 60.0


def rehearsed(issue: NewsletterPage, by: User, rule: AudienceRule = EVERYONE) -> DryRun:
    dry_run = services.ask_for_dry_run(page_id=issue.pk, rule=rule, by=by)
    assert rehearsal.rehearse(dry_run.pk, seconds=LONG)
    dry_run.refresh_from_db()
    return dry_run


def suspend(address: str) -> None:
    now = timezone.now()
    RefusedAddress.objects.create(pk=address, first_at=now, last_at=now, suspended_at=now)


def test_it_counts_who_gets_it_and_why_the_others_do_not(editor):
    subscriber()
    services.unsubscribe(token=subscriber().token)
    subscriber(deactivated=True)
    subscriber(suspended_until=timezone.now() + timedelta(days=1))
    unconfirmed = subscriber(confirmed=False)
    suspend(subscriber(email="refuses@example.com").user.email)
    subscriber(email="почта@example.com")
    dry_run = rehearsed(IssueFactory(), editor)
    assert (dry_run.would_go, dry_run.looked_at, dry_run.problem_count) == (1, 7, 1)
    assert dry_run.kept_back == dict.fromkeys(
        ("stopped", "closed", "sanctioned", "unconfirmed", "refusing"), 1
    )
    report = report_on(dry_run)
    assert sum(row.letters for row in report.kept_back) == 5
    assert [unconfirmed.user.email] in [row.sample for row in report.kept_back]
    assert report.problems[0].address == "почта@example.com"


def test_it_sends_nothing_and_measures_the_real_letters(editor):
    subscriber(email="a@example.com")
    subscriber(email="somebody.with.a.long.name@example.com")
    dry_run = rehearsed(IssueFactory(), editor)
    longer = len("somebody.with.a.long.name") - 1
    # Links carry the reader's number, and the next one may have a digit more.
    assert longer <= dry_run.largest - dry_run.smallest <= longer + 8
    assert not Delivery.objects.exists()
    assert not OutboxMessage.objects.exists()


def test_it_asks_for_the_topic_and_shows_who_chose_others(editor):
    person = subscriber()
    dry_run = rehearsed(IssueFactory(), editor, AudienceRule(topic=person.topics[0] + 1))
    assert (dry_run.would_go, dry_run.kept_back) == (0, {"other-topics": 1})


def test_it_goes_on_where_a_worker_broke_off(editor, monkeypatch):
    monkeypatch.setattr(rehearsal, "CHUNK", 2)
    for _ in range(5):
        subscriber()
    dry_run = services.ask_for_dry_run(page_id=IssueFactory().pk, rule=EVERYONE, by=editor)
    assert not rehearsal.rehearse(dry_run.pk, seconds=0)
    dry_run.refresh_from_db()
    assert (dry_run.looked_at, dry_run.percent, dry_run.is_done) == (2, 40, False)
    tasks.sweep_dry_runs()
    dry_run.refresh_from_db()
    assert (dry_run.would_go, dry_run.is_done) == (5, True)
    assert rehearsal.rehearse(dry_run.pk, seconds=0), "a dry run that is done stays done"


def test_a_worker_whose_time_is_up_asks_for_the_next(editor, broker, monkeypatch):
    dry_run = services.ask_for_dry_run(page_id=IssueFactory().pk, rule=EVERYONE, by=editor)
    monkeypatch.setattr(rehearsal, "rehearse", lambda pk, seconds: False)
    monkeypatch.setattr(nudges.transaction, "on_commit", lambda nudge, robust: nudge())
    tasks.rehearse(dry_run.pk)
    assert broker == ["newsletter.tasks.rehearse"]


def test_a_second_dry_run_takes_the_place_of_the_first(editor):
    issue = IssueFactory()
    first, second = rehearsed(issue, editor), rehearsed(issue, editor)
    assert first.pk != second.pk
    assert list(issue.dry_runs.all()) == [second]


@pytest.mark.parametrize("who", [{}, {"moderator": True}])
def test_others_make_no_dry_run(who):
    with pytest.raises(NotAllowed):
        services.ask_for_dry_run(page_id=IssueFactory().pk, rule=EVERYONE, by=UserFactory(**who))


def test_an_unknown_empty_or_released_issue_has_none(editor):
    with pytest.raises(NewsletterPage.DoesNotExist):
        services.ask_for_dry_run(page_id=0, rule=EVERYONE, by=editor)
    with pytest.raises(InvalidInput):
        services.ask_for_dry_run(page_id=IssueFactory(body=[]).pk, rule=EVERYONE, by=editor)
    issue = IssueFactory()
    services.release_mailing(page_id=issue.pk, by=editor)
    with pytest.raises(IllegalTransition):
        services.ask_for_dry_run(page_id=issue.pk, rule=EVERYONE, by=editor)


def test_whoever_releases_signs_it(editor):
    subscriber()
    issue = IssueFactory()
    dry_run = rehearsed(issue, editor)
    mailing = services.release_mailing(page_id=issue.pk, by=editor, dry_run_id=dry_run.pk)
    dry_run.refresh_from_db()
    assert (dry_run.mailing, dry_run.signed_by, dry_run.signed_name) == (mailing, editor, editor.display_name)
    assert dry_run.signed_at is not None


def test_one_of_another_audience_text_or_issue_is_not_signed(editor):
    issue, other = IssueFactory(), IssueFactory()
    dry_run = rehearsed(issue, editor)
    refused = {"page_id": issue.pk, "by": editor, "dry_run_id": dry_run.pk}
    with pytest.raises(IllegalTransition):
        services.release_mailing(**refused, rule=AudienceRule(language="en"))
    with pytest.raises(DryRun.DoesNotExist):
        services.release_mailing(**refused | {"page_id": other.pk})
    issue.get_latest_revision_as_object().save_revision()
    with pytest.raises(IllegalTransition):
        services.release_mailing(**refused)
    issue.refresh_from_db()
    assert waiting_dry_run(issue) is None


def test_one_that_is_not_done_is_not_signed(editor):
    issue = IssueFactory()
    dry_run = services.ask_for_dry_run(page_id=issue.pk, rule=EVERYONE, by=editor)
    with pytest.raises(IllegalTransition):
        services.release_mailing(page_id=issue.pk, by=editor, dry_run_id=dry_run.pk)


def test_the_database_keeps_signature_and_mailing_together(editor):
    dry_run = rehearsed(IssueFactory(), editor)
    with pytest.raises(IntegrityError), transaction.atomic():
        DryRun.objects.filter(pk=dry_run.pk).update(signed_name="Кто-то")


def mailed(issue: NewsletterPage, by: User):
    """Release with a signed dry run, then change the world, then send."""
    dry_run = rehearsed(issue, by)
    return services.release_mailing(page_id=issue.pk, by=by, dry_run_id=dry_run.pk)


def test_a_mailing_that_went_as_signed_has_no_differences(editor):
    subscriber()
    subscriber(confirmed=False)
    mailing = mailed(IssueFactory(), editor)
    tasks.carry_on()
    mailing.refresh_from_db()
    certificate = certificate_of(mailing)
    assert (certificate.expected, certificate.sent, certificate.came_true) == (1, 1, True)


def test_every_difference_has_its_sentence(editor):
    stays, leaves = subscriber(), subscriber()
    mailing = mailed(IssueFactory(), editor)
    subscriber()
    services.write_ledgers()
    services.unsubscribe(token=leaves.token)
    tasks.carry_on()
    mailing.refresh_from_db()
    certificate = certificate_of(mailing)
    assert (certificate.expected, certificate.total, certificate.sent) == (2, 3, 2)
    assert not certificate.came_true
    assert [row.letters for row in certificate.differences] == [1, 1]
    assert stays.user.email not in str(certificate.differences)


def test_who_left_before_the_ledger_was_written_is_a_difference(editor):
    subscriber()
    leaves = subscriber()
    mailing = mailed(IssueFactory(), editor)
    services.unsubscribe(token=leaves.token)
    tasks.carry_on()
    mailing.refresh_from_db()
    assert [row.letters for row in certificate_of(mailing).differences] == [1]


def test_a_mailing_released_without_one_has_no_certificate(editor):
    mailing = services.release_mailing(page_id=IssueFactory().pk, by=editor)
    assert certificate_of(mailing) is None


def test_conditions_are_said_in_words():
    rule = AudienceRule(
        interests=("tanks",), has_live_listing=True, seen_within_days=7, language="ru", topic=1
    )
    assert len(conditions_of(rule)) == 5
    assert len(conditions_of(EVERYONE)) == 1
