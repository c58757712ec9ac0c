"""Releasing: who may, what is frozen, who is in the ledger."""

import pytest

from accounts.tests.factories import UserFactory
from common.errors import IllegalTransition, InvalidInput, NotAllowed
from newsletter import services
from newsletter.models import Delivery, Mailing, MailingStatus, NewsletterPage
from newsletter.services import carrying_on
from newsletter.tests.factories import IssueFactory, release, subscriber

pytestmark = pytest.mark.django_db


def edit(issue: NewsletterPage, **changes) -> None:
    page = issue.get_latest_revision_as_object()
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision()


def test_release_mails_and_publishes_the_latest_text(editor):
    issue = IssueFactory(subject="Первая тема")
    edit(issue, subject="Вторая тема")
    mailing = services.release_mailing(page_id=issue.pk, by=editor)
    issue.refresh_from_db()
    assert (mailing.subject, issue.subject, issue.live) == ("Вторая тема", "Вторая тема", True)
    assert mailing.released_by == editor
    assert "Ярмарка в субботу" in mailing.html
    assert "карта (https://example.org/map)" in mailing.text


def test_release_wakes_a_worker_after_commit(editor, broker, django_capture_on_commit_callbacks):
    issue = IssueFactory()
    with django_capture_on_commit_callbacks(execute=True):
        services.release_mailing(page_id=issue.pk, by=editor)
    assert broker == ["newsletter.tasks.carry_on"]


@pytest.mark.parametrize("who", [{}, {"moderator": True}])
def test_without_the_right_nothing_is_released(who):
    issue = IssueFactory()
    with pytest.raises(NotAllowed):
        services.release_mailing(page_id=issue.pk, by=UserFactory(**who))
    assert not Mailing.objects.exists()


def test_an_issue_is_released_once(editor):
    issue = IssueFactory()
    services.release_mailing(page_id=issue.pk, by=editor)
    with pytest.raises(IllegalTransition):
        services.release_mailing(page_id=issue.pk, by=editor)
    assert Mailing.objects.count() == 1


def test_a_cancelled_mailing_leaves_the_issue_free(editor):
    issue = IssueFactory()
    first = services.release_mailing(page_id=issue.pk, by=editor)
    Mailing.objects.filter(pk=first.pk).update(status=MailingStatus.CANCELLED)
    assert services.release_mailing(page_id=issue.pk, by=editor).pk != first.pk


@pytest.mark.parametrize(("missing", "field"), [({"subject": " "}, "subject"), ({"body": []}, "body")])
def test_an_incomplete_issue_is_refused(editor, missing, field):
    issue = IssueFactory(**missing)
    with pytest.raises(InvalidInput) as refused:
        services.release_mailing(page_id=issue.pk, by=editor)
    assert list(refused.value.field_errors) == [field]
    assert not Mailing.objects.exists()


def test_an_unknown_issue_is_refused(editor):
    with pytest.raises(NewsletterPage.DoesNotExist):
        services.release_mailing(page_id=0, by=editor)


def test_the_ledger_holds_confirmed_active_subscribers_alone():
    wanted = [subscriber(), subscriber()]
    subscriber(deactivated=True)
    subscriber(confirmed=False)
    services.unsubscribe(token=subscriber().token)
    UserFactory()
    mailing = release()
    assert set(mailing.deliveries.values_list("subscriber_id", flat=True)) == {it.pk for it in wanted}
    assert (mailing.total, mailing.status) == (2, MailingStatus.SENDING)


def test_a_ledger_written_in_chunks_and_twice_has_each_reader_once(monkeypatch):
    monkeypatch.setattr(carrying_on, "LEDGER_CHUNK", 2)
    readers = [subscriber() for _ in range(5)]
    mailing = release()
    services.write_ledgers()
    assert mailing.total == mailing.deliveries.count() == len(readers)


def test_a_ledger_broken_off_is_written_to_its_end(editor, monkeypatch):
    monkeypatch.setattr(carrying_on, "LEDGER_CHUNK", 2)
    readers = [subscriber() for _ in range(5)]
    mailing = services.release_mailing(page_id=IssueFactory().pk, by=editor)
    assert carrying_on._write_chunk(mailing.pk)
    mailing.refresh_from_db()
    assert (mailing.status, mailing.total) == (MailingStatus.QUEUED, 2)
    services.write_ledgers()
    mailing.refresh_from_db()
    assert (mailing.status, mailing.total) == (MailingStatus.SENDING, len(readers))
    assert Delivery.objects.count() == len(readers)


def test_nobody_subscribed_is_a_finished_mailing():
    mailing = release()
    services.close_mailings()
    mailing.refresh_from_db()
    assert (mailing.status, mailing.total) == (MailingStatus.FINISHED, 0)


def test_editing_the_page_after_release_changes_no_letter(editor):
    issue = IssueFactory()
    mailing = services.release_mailing(page_id=issue.pk, by=editor)
    before = mailing.html, mailing.text, mailing.subject
    edit(issue, subject="Другая", body=[("heading", "Другое")])
    issue.get_latest_revision().publish()
    mailing.refresh_from_db()
    assert (mailing.html, mailing.text, mailing.subject) == before
