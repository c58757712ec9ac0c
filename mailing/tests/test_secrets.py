"""What opens an account stands in no log: not in the process's, not in the mail log's reasons."""

from __future__ import annotations

import logging

import pytest
from django.utils import timezone

from mailing import delivery, guards
from mailing.engine.marks import MAX_REASON
from mailing.letters import Letter
from mailing.models import OutboxMessage
from mailing.rows import Priority, Status
from mailing.tests.conftest import post
from mailing.tests.mail_server import Mood

pytestmark = pytest.mark.django_db
CODE, PASSWORD = "QWER-7890", "s3cret-of-the-server"
LETTER = Letter("Код для входа", f"Ваш код:\n\n{CODE}\n", f"<p>{CODE}</p>")


def test_no_outcome_of_a_code_puts_it_into_a_log(mail_server, settings, caplog, monkeypatch):
    caplog.set_level(logging.DEBUG)
    monkeypatch.setattr(guards, "_guards", {})

    def repeats_the_letter(letter: guards.Addressed) -> str | None:
        raise ValueError(f"can't read {OutboxMessage.objects.get(key=letter.key).text}")

    guards.register_guard("broken", repeats_the_letter)
    moods = {mood.name.lower(): mood for mood in Mood if mood not in (Mood.HANG, Mood.LOG_IN)}
    mail_server.mood_for = lambda recipient: moods.get(recipient.partition("@")[0], Mood.ACCEPT)
    for name in moods:
        post(f"code:{name}", f"{name}@example.com", letter=LETTER, priority=Priority.CODE, secret=True)
    post("broken:1", letter=LETTER, secret=True)
    delivery.deliver(seconds=20)
    settings.SMTP_URL = mail_server.url.replace("//", f"//us:{PASSWORD}@")
    post("code:last", letter=LETTER, priority=Priority.CODE, secret=True)
    delivery.deliver(seconds=5)
    assert len(caplog.records) > 1
    assert CODE not in caplog.text
    assert PASSWORD not in caplog.text
    rows = {row.key: row for row in OutboxMessage.objects.all()}
    assert not [row for row in rows.values() if CODE in row.last_error or PASSWORD in row.last_error]
    assert rows["code:echo"].last_error == "554"
    assert rows["broken:1"].last_error == "ValueError"
    finished = [row for row in rows.values() if row.status in (Status.SENT, Status.FAILED)]
    assert len(finished) > 5
    assert not [row for row in finished if CODE in row.text + row.html]


def test_a_chatty_refusal_is_cut(mail_server):
    row = post(letter=Letter("s", "word for word " * 40), to="echo@example.com")
    mail_server.mood_for = lambda recipient: Mood.ECHO
    delivery.deliver(seconds=5)
    row.refresh_from_db()
    assert row.last_error.startswith("554 Spam")
    assert len(row.last_error) <= MAX_REASON
    assert row.finished_at <= timezone.now()
