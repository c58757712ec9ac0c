"""The engine against a real mail server that misbehaves."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from itertools import pairwise

import pytest
from django.utils import timezone

from mailing import guards
from mailing.engine import backoff, drain
from mailing.engine.backoff import MAX_ATTEMPTS
from mailing.models import MailSwitch, OutboxMessage
from mailing.rows import Priority, Status
from mailing.tests.conftest import deliver, post, reload
from mailing.tests.mail_server import MailServer, Mood

pytestmark = pytest.mark.django_db


def due_now() -> None:
    """Let the time of the back-off pass."""
    OutboxMessage.objects.filter(status=Status.QUEUED).update(not_before=timezone.now() - timedelta(hours=1))


def test_a_letter_arrives_with_its_parts_and_headers(mail_server):
    row = post()
    assert deliver() is drain.Ended.EMPTY
    (letter,) = mail_server.accepted
    message = letter.parsed()
    assert message["Subject"] == "Привет"
    assert message["Message-ID"] == row.message_id
    assert message["Auto-Submitted"] == "auto-generated"
    assert message.get_body(("plain",)).get_content().strip() == "Текст письма"
    row = reload(row)
    assert (row.status, row.attempts, row.lease_until) == (Status.SENT, 1, None)


def test_codes_leave_before_notifications_and_those_before_bulk(mail_server):
    post("digest:1", "bulk@example.com", priority=Priority.BULK)
    post("accepted:1", "note@example.com")
    post("code:1", "code@example.com", priority=Priority.CODE)
    deliver()
    assert mail_server.recipients() == ["code@example.com", "note@example.com", "bulk@example.com"]


def test_many_letters_take_one_connection(mail_server):
    for number in range(25):
        post(f"a:{number}")
    deliver()
    assert len(mail_server.accepted) == 25
    assert mail_server.connections == 1


def test_a_letter_for_later_waits(mail_server):
    row = post(not_before=timezone.now() + timedelta(minutes=2))
    deliver()
    assert mail_server.accepted == []
    assert reload(row).status == Status.QUEUED


@pytest.mark.parametrize("mood", [Mood.LATER, Mood.BUSY, Mood.LATER_AFTER_DATA])
def test_a_temporary_refusal_is_tried_again_later(mail_server, mood):
    row = post()
    mail_server.mood_for = lambda recipient: mood
    before = timezone.now()
    deliver()
    row = reload(row)
    assert (row.status, row.attempts) == (Status.QUEUED, 1)
    assert row.last_error.startswith("4")
    assert row.not_before > before + timedelta(seconds=5)
    mail_server.mood_for = lambda recipient: Mood.ACCEPT
    due_now()
    deliver()
    row = reload(row)
    assert (row.status, row.attempts, row.last_error) == (Status.SENT, 2, "")


@pytest.mark.parametrize("mood", [Mood.REFUSE, Mood.REFUSE_AFTER_DATA])
def test_a_final_refusal_keeps_its_reason(mail_server, mood):
    row = post(secret=True)
    mail_server.mood_for = lambda recipient: mood
    deliver()
    row = reload(row)
    assert row.status == Status.FAILED
    assert row.last_error in ("550 No such player here", "554 That looks like spam")
    assert (row.text, row.html) == ("", "")


def test_a_refused_letter_does_not_hold_up_the_next(mail_server):
    post("a:1", "gone@example.com")
    post("a:2", "here@example.com")
    mail_server.mood_for = lambda recipient: Mood.REFUSE if recipient.startswith("gone") else Mood.ACCEPT
    deliver()
    assert mail_server.recipients() == ["here@example.com"]
    assert mail_server.connections == 1


def test_the_back_off_grows_from_seconds_to_half_days_and_ends_after_two_days():
    delays = [backoff.delay_after(attempts) for attempts in range(1, MAX_ATTEMPTS)]
    assert timedelta(seconds=8) <= delays[0] <= timedelta(seconds=12)
    for before, after in pairwise(delays[:8]):
        assert after > before * 1.9
    assert max(delays) <= timedelta(hours=12) * (1 + backoff.JITTER)
    assert timedelta(days=1.2) < sum(delays, timedelta()) < timedelta(days=2.5)


def test_attempts_have_an_end(mail_server):
    row = post()
    mail_server.mood_for = lambda recipient: Mood.LATER
    for _attempt in range(MAX_ATTEMPTS + 3):
        due_now()
        deliver()
    row = reload(row)
    assert (row.status, row.attempts) == (Status.FAILED, MAX_ATTEMPTS)


def test_a_server_that_hangs_costs_one_timeout_and_the_letter_waits(mail_server, settings):
    settings.SMTP_TIMEOUT = 0.3
    hangs, works = post("a:1", "hangs@example.com"), post("a:2", "works@example.com")
    mail_server.mood_for = lambda recipient: Mood.HANG if recipient.startswith("hangs") else Mood.ACCEPT
    deliver()
    assert reload(hangs).status == Status.QUEUED
    assert "timed out" in reload(hangs).last_error
    assert reload(works).status == Status.SENT


def test_a_connection_that_breaks_in_mid_letter_is_opened_again(mail_server):
    breaks, works = post("a:1", "breaks@example.com"), post("a:2", "works@example.com")
    moods = {"breaks@example.com": Mood.DROP_MID_DATA}
    mail_server.mood_for = lambda recipient: moods.get(recipient, Mood.ACCEPT)
    deliver()
    assert reload(breaks).status == Status.QUEUED
    assert reload(works).status == Status.SENT
    moods.clear()
    due_now()
    deliver()
    assert Counter(mail_server.recipients()) == {"breaks@example.com": 1, "works@example.com": 1}


def test_a_server_may_close_a_kept_connection_between_letters(mail_server):
    for number in range(4):
        post(f"a:{number}")
    mail_server.mood_for = lambda recipient: Mood.GOODBYE
    deliver()
    assert OutboxMessage.objects.filter(status=Status.SENT, attempts=1).count() == 4


def test_a_server_that_says_421_on_a_kept_connection_is_greeted_anew(mail_server):
    answers = iter([Mood.ACCEPT, Mood.CLOSING, Mood.ACCEPT])
    mail_server.before_letter = lambda: next(answers)
    post("a:1")
    post("a:2")
    deliver()
    assert len(mail_server.accepted) == 2


def test_a_server_that_is_down_costs_no_attempts(mail_server):
    rows = [post(f"a:{number}") for number in range(3)]
    mail_server.refuse_connections()
    assert deliver() is drain.Ended.DOWN
    for row in map(reload, rows):
        assert (row.status, row.attempts) == (Status.QUEUED, 0)
        assert "refused" in row.last_error
    mail_server.listen_again()
    assert deliver() is drain.Ended.EMPTY
    assert len(mail_server.accepted) == 3


def test_a_guard_skips_a_letter_whose_time_is_over(mail_server, monkeypatch):
    monkeypatch.setattr(guards, "_guards", {})
    guards.register_guard("accepted", lambda letter: "withdrawn" if letter.key.endswith(":1") else None)
    post("accepted:1", secret=True)
    post("accepted:2", "second@example.com")
    deliver()
    skipped = OutboxMessage.objects.get(key="accepted:1")
    assert (skipped.status, skipped.last_error, skipped.text) == (Status.SKIPPED, "withdrawn", "")
    assert mail_server.recipients() == ["second@example.com"]


def test_a_broken_guard_holds_up_nobody_else(mail_server, monkeypatch):
    def broken(letter):
        raise KeyError("oops")

    monkeypatch.setattr(guards, "_guards", {})
    guards.register_guard("broken", broken)
    bad, good = post("broken:1"), post("fine:1")
    deliver()
    assert (reload(bad).status, reload(good).status) == (Status.QUEUED, Status.SENT)
    assert "oops" in reload(bad).last_error


def test_an_impossible_address_fails_politely(mail_server):
    row = post(to="сова@пример.рф")
    deliver()
    assert reload(row).status == Status.FAILED
    assert reload(row).last_error


def test_the_stop_switch_stops_everything_and_loses_nothing(mail_server):
    row = post(priority=Priority.CODE)
    MailSwitch.objects.create(stopped=True)
    assert deliver() is drain.Ended.STOPPED
    assert (reload(row).status, mail_server.accepted) == (Status.QUEUED, [])
    MailSwitch.objects.update(stopped=False)
    deliver()
    assert reload(row).status == Status.SENT


def test_the_server_of_the_tests_stops(settings):
    server = MailServer().start()
    server.stop()
    settings.SMTP_URL = server.url
    settings.MAIL_TRANSPORT = "smtp"
    post()
    assert deliver() is drain.Ended.DOWN
