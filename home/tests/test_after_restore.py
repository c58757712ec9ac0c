"""After a restore nothing that may have left already leaves by itself."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import ModelLogEntry

from accounts.tests.factories import UserFactory
from mailing import delivery, outbox, services, switch
from mailing.models import MailSwitch, OutboxMessage
from mailing.rows import Priority, Status
from mailing.tests.conftest import post
from newsletter import tasks
from newsletter.models import Delivery, Mailing, MailingStatus
from newsletter.services import Pace, cancel_mailing, pause_mailing, resume_mailing, start_late
from newsletter.tests.factories import release, subscriber

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    """The development mailbox of this test."""
    settings.MAIL_DIR = tmp_path / "mail"
    return settings.MAIL_DIR


def run(*arguments: str) -> str:
    said = StringIO()
    call_command("after_restore", *arguments, stdout=said)
    return said.getvalue()


def in_an_hour():
    return timezone.now() + timedelta(hours=1)


def fallen_silent(table) -> None:
    """Let the letters be in the hands of a worker that is long gone, as a backup may find them."""
    past = timezone.now() - timedelta(hours=1)
    table.objects.update(status=Status.SENDING, lease_until=past, leased_by="gone")


def test_a_first_look_lists_and_changes_nothing():
    post("greeting:1")
    post("greeting:2")
    post("login-code:1", secret=True, priority=Priority.CODE)
    subscriber()
    mailing = release()
    said = run()
    assert "All letters are let go." in said
    assert "on their way: 3" in said
    assert "greeting: 2" in said
    assert f"{mailing.pk} sending, 1 of 1 wait: {mailing.subject}" in said
    assert "--set-aside" in said
    assert not switch.is_stopped()
    assert set(OutboxMessage.objects.values_list("status", flat=True)) == {Status.QUEUED}
    assert Mailing.objects.get().status == MailingStatus.SENDING


def test_letters_are_set_aside_and_an_operator_may_resend_them(folder):
    waits, code = post("greeting:1"), post("login-code:1", secret=True, priority=Priority.CODE)
    in_hand = post("greeting:2")
    fallen_silent(OutboxMessage)
    OutboxMessage.objects.exclude(pk=in_hand.pk).update(status=Status.QUEUED, lease_until=None)
    assert "Set aside: 3 letters, 0 newsletters." in run("--set-aside")
    rows = OutboxMessage.objects.in_bulk()
    assert {row.status for row in rows.values()} == {Status.SKIPPED}
    assert all(row.last_error for row in rows.values())
    assert rows[code.pk].text == ""
    MailSwitch.objects.update(stopped=False)
    delivery.recover_abandoned()
    delivery.deliver(seconds=5)
    assert not folder.exists()
    services.resend_letter(message_id=waits.pk, by=UserFactory(is_superuser=True))
    delivery.deliver(seconds=5)
    assert len(list(folder.iterdir())) == 1


def test_the_switch_is_on_until_somebody_lifts_it(folder):
    run("--set-aside")
    assert switch.is_stopped()
    assert MailSwitch.load().reason
    assert ModelLogEntry.objects.filter(action="mailing.stop").count() == 1
    post("greeting:1")
    delivery.deliver(seconds=5)
    assert not folder.exists()


def test_newsletters_are_paused_and_go_on_when_a_person_says_so(folder):
    subscriber()
    mailing, by = release(), UserFactory(editor=True)
    run("--set-aside")
    mailing.refresh_from_db()
    assert mailing.status == MailingStatus.PAUSED
    assert mailing.pause_reason
    MailSwitch.objects.update(stopped=False)
    tasks.sweep_newsletters()
    assert not folder.exists()
    resume_mailing(mailing_id=mailing.pk, by=by)
    tasks.sweep_newsletters()
    assert len(list(folder.iterdir())) == 1
    assert Mailing.objects.get().status == MailingStatus.FINISHED


def test_letters_of_a_batch_that_the_backup_caught_are_in_doubt():
    subscriber()
    mailing = release()
    fallen_silent(Delivery)
    run("--set-aside")
    tasks.sweep_newsletters()
    assert mailing.deliveries.get().status == Status.UNCERTAIN


def test_a_scheduled_newsletter_asks_first_and_can_be_started_or_cancelled():
    by = UserFactory(editor=True)
    started, cancelled = release(pace=Pace(at=in_an_hour())), release(pace=Pace(at=in_an_hour()))
    assert "0 letters, 2 newsletters" in run("--set-aside")
    assert set(Mailing.objects.values_list("status", flat=True)) == {MailingStatus.LATE}
    assert start_late(mailing_id=started.pk, by=by).status == MailingStatus.QUEUED
    assert cancel_mailing(mailing_id=cancelled.pk, by=by).status == MailingStatus.CANCELLED


def test_a_paused_newsletter_tells_that_it_may_have_gone_on_since():
    mailing = release()
    pause_mailing(mailing_id=mailing.pk, by=None, why="Слишком много отказов.")
    run("--set-aside")
    mailing.refresh_from_db()
    assert mailing.status == MailingStatus.PAUSED
    assert mailing.pause_reason.endswith(" Слишком много отказов.")


def test_the_second_time_changes_nothing():
    subscriber()
    post("greeting:1")
    release()
    paused = release()
    pause_mailing(mailing_id=paused.pk, by=None, why="Почему-то.")
    run("--set-aside")
    before = [*OutboxMessage.objects.values(), *Mailing.objects.values(), *MailSwitch.objects.values()]
    said = run("--set-aside")
    assert "stopped already" in said
    assert "Set aside: 0 letters, 0 newsletters." in said
    assert before == [
        *OutboxMessage.objects.values(),
        *Mailing.objects.values(),
        *MailSwitch.objects.values(),
    ]


def test_a_switch_that_was_on_keeps_its_reason():
    MailSwitch(stopped=True, reason="Чужой сервер.").save()
    run("--set-aside")
    assert MailSwitch.load().reason == "Чужой сервер."


@pytest.mark.parametrize("table", [OutboxMessage, Delivery])
def test_while_a_worker_sends_nothing_is_touched(table):
    subscriber()
    post("greeting:1")
    release()
    table.objects.update(status=Status.SENDING, lease_until=in_an_hour(), leased_by="alive")
    with pytest.raises(CommandError, match="stop web, workers and beat"):
        run("--set-aside")
    assert not switch.is_stopped()


def test_what_is_set_aside_tells_nobody():
    post("daily-digest:1:2026-01-01")
    run("--set-aside")
    assert not outbox.is_told(key="daily-digest:1:2026-01-01")
