"""Fixtures: a mail server, people of the CMS."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client

from accounts.models import User
from accounts.tests.factories import UserFactory
from mailing.tests.mail_server import MailServer
from newsletter import nudges


@pytest.fixture(autouse=True)
def broker(monkeypatch) -> list[str]:
    """Names of the tasks that a worker would be nudged with."""
    sent: list[str] = []
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


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    """The development mailbox of this test."""
    settings.MAIL_DIR = tmp_path / "mail"
    return settings.MAIL_DIR


@pytest.fixture
def editor(db) -> User:
    return UserFactory(editor=True, email="editor@example.com")


@pytest.fixture
def cms(editor) -> Client:
    """The editor's browser."""
    client = Client()
    client.force_login(editor)
    return client


@pytest.fixture
def visitor() -> Client:
    return Client()
