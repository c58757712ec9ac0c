"""How long the log remembers."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mailing import retention
from mailing.models import OutboxMessage
from mailing.rows import Status
from mailing.tests.conftest import post

pytestmark = pytest.mark.django_db


def test_finished_letters_are_forgotten_after_their_time(settings, monkeypatch):
    monkeypatch.setattr("common.sweeps.DELETED_AT_ONCE", 2)
    settings.MAIL_RETENTION_DAYS = 30
    for number in range(5):
        post(f"old:{number}")
    OutboxMessage.objects.update(status=Status.SENT, finished_at=timezone.now() - timedelta(days=31))
    post("recent:1")
    OutboxMessage.objects.filter(key="recent:1").update(status=Status.SENT, finished_at=timezone.now())
    post("waiting:1")
    OutboxMessage.objects.filter(key="waiting:1").update(created_at=timezone.now() - timedelta(days=99))
    assert retention.forget_old_letters() == 5
    assert set(OutboxMessage.objects.values_list("key", flat=True)) == {"recent:1", "waiting:1"}
