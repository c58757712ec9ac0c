"""One mailing that can't be done keeps no other back, at any step."""

from datetime import timedelta

import pytest
from django.utils import timezone

from newsletter import delivery, services, tasks
from newsletter.models import EVERYONE, DryRun, Mailing, MailingStatus
from newsletter.services import carrying_on
from newsletter.tests.factories import IssueFactory, release, subscriber

pytestmark = pytest.mark.django_db


def status_of(mailing) -> MailingStatus:
    return MailingStatus(Mailing.objects.get(pk=mailing.pk).status)


def scheduled(editor) -> Mailing:
    """A mailing whose moment has just come."""
    pace = services.Pace(at=timezone.now() + timedelta(hours=1))
    mailing = services.release_mailing(page_id=IssueFactory().pk, by=editor, pace=pace)
    Mailing.objects.filter(pk=mailing.pk).update(scheduled_at=timezone.now())
    return mailing


def spoil(monkeypatch, place, name: str, mailing: Mailing) -> None:
    """Let a function fail for one mailing, given as itself or by its number."""
    works = getattr(place, name)

    def fails(whose, *args, **options):
        if mailing.pk in (whose, getattr(whose, "pk", None), getattr(whose, "mailing_id", None)):
            raise RuntimeError("a poisoned row")
        return works(whose, *args, **options)

    monkeypatch.setattr(place, name, fails)


@pytest.mark.parametrize(
    ("step", "why"),
    [("begin", "the start of mailing"), ("_write_chunk", "the ledger of mailing")],
)
def test_one_that_cannot_begin_keeps_neither_the_next_nor_any_letter_back(
    editor, mail_server, monkeypatch, caplog, step, why
):
    reader = subscriber()
    begun, broken, good = release(), scheduled(editor), scheduled(editor)
    spoil(monkeypatch, carrying_on, step, broken)
    for _ in range(2):
        tasks.sweep_newsletters()
    assert mail_server.recipients() == [reader.user.email] * 2
    assert {status_of(begun), status_of(good)} == {MailingStatus.FINISHED}
    assert status_of(broken) in (MailingStatus.SCHEDULED, MailingStatus.QUEUED)
    assert f"leaves out {why} {broken.pk}" in caplog.text


@pytest.mark.parametrize("step", ["start_due", "write_ledgers"])
def test_letters_go_also_where_a_whole_step_fails(mail_server, monkeypatch, caplog, step):
    reader = subscriber()
    mailing = release()

    def fails() -> None:
        raise RuntimeError("nothing can begin")

    monkeypatch.setattr(services, step, fails)
    tasks.carry_on()
    assert mail_server.recipients() == [reader.user.email]
    assert status_of(mailing) == MailingStatus.FINISHED
    assert "nothing can begin" in caplog.text


def test_one_that_cannot_be_sent_keeps_no_other_back(mail_server, monkeypatch, caplog):
    reader = subscriber()
    broken, good = release(), release()
    spoil(monkeypatch, delivery.DeliveryQueue, "allowance", broken)
    tasks.carry_on()
    assert mail_server.recipients() == [reader.user.email]
    assert (status_of(broken), status_of(good)) == (MailingStatus.SENDING, MailingStatus.FINISHED)
    assert f"Mailing {broken.pk} can't be sent" in caplog.text


def test_one_that_cannot_be_closed_keeps_no_other_open(monkeypatch, caplog):
    broken, good = release(), release()
    spoil(monkeypatch, carrying_on, "_close", broken)
    services.close_mailings()
    assert (status_of(broken), status_of(good)) == (MailingStatus.SENDING, MailingStatus.FINISHED)
    assert f"leaves out the end of mailing {broken.pk}" in caplog.text


def test_a_dry_run_without_its_text_keeps_no_other_back(editor, caplog):
    subscriber()
    broken, good = (
        services.ask_for_dry_run(page_id=IssueFactory().pk, rule=EVERYONE, by=editor) for _ in range(2)
    )
    DryRun.objects.filter(pk=broken.pk).update(revision_id=0)
    tasks.sweep_dry_runs()
    assert not DryRun.objects.get(pk=broken.pk).is_done
    assert DryRun.objects.get(pk=good.pk).is_done
    assert f"leaves out dry run {broken.pk}" in caplog.text
