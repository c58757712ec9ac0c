"""Fixtures: a mail server, and letters on their way."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from mailing import delivery, nudges, outbox
from mailing.engine import drain
from mailing.letters import Letter
from mailing.models import OutboxMessage
from mailing.tests.mail_server import MailServer


@pytest.fixture(autouse=True)
def broker(monkeypatch) -> list[str]:
    """Names of the tasks that a worker would be nudged with."""
    sent: list[str] = []
    monkeypatch.setattr(nudges, "_broker_rests_until", 0.0)
    monkeypatch.setattr(nudges.current_app, "send_task", lambda name, **options: sent.append(name))
    return sent


@pytest.fixture
def mail_server(settings) -> Iterator[MailServer]:
    server = MailServer().start()
    settings.MAIL_TRANSPORT = "smtp"
    settings.SMTP_URL = server.url
    settings.SMTP_TIMEOUT = 5.0
    yield server
    server.stop()


@pytest.fixture
def folder(settings, tmp_path):
    """The development mailbox of this test."""
    settings.MAIL_TRANSPORT = "file"
    settings.MAIL_DIR = tmp_path / "mail"
    return settings.MAIL_DIR


def post(key: str = "greeting:1", to: str = "player@example.com", **options: Any) -> OutboxMessage:
    """Post a letter and return its row."""
    letter = options.pop("letter", Letter("Привет", "Текст письма\n", "<p>Текст письма</p>"))
    outbox.post(key=key, to=to, letter=letter, **options)
    return OutboxMessage.objects.get(key=key)


def deliver() -> drain.Ended:
    """Work the outbox off, as a worker does."""
    return delivery.deliver(seconds=30)


def reload(row: OutboxMessage) -> OutboxMessage:
    """Return what the database says of this letter now."""
    return OutboxMessage.objects.get(pk=row.pk)
