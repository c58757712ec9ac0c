"""Nudges and sweeps."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mailing import delivery, nudges, tasks
from mailing.engine import claim
from mailing.engine.drain import Ended
from mailing.models import OutboxMessage
from mailing.rows import Status
from mailing.tests.conftest import post

pytestmark = pytest.mark.django_db


def test_a_nudge_delivers(mail_server):
    post()
    tasks.deliver_outbox()
    assert len(mail_server.accepted) == 1


def test_a_worker_whose_time_is_up_asks_for_the_next(monkeypatch, broker):
    monkeypatch.setattr(delivery, "deliver", lambda seconds: Ended.TIME_UP)
    tasks.deliver_outbox()
    assert broker == [nudges.DELIVER]


def test_no_time_means_no_letter(mail_server):
    post()
    assert delivery.deliver(seconds=0) is Ended.TIME_UP
    assert mail_server.accepted == []


def test_the_sweep_finds_what_no_nudge_reached(mail_server):
    post("later:1", not_before=timezone.now() - timedelta(seconds=1))
    post("abandoned:1")
    claim.claim(delivery.OUTBOX, "dies")
    OutboxMessage.objects.filter(status=Status.SENDING).update(
        lease_until=timezone.now() - timedelta(seconds=1)
    )
    tasks.sweep_outbox()
    assert len(mail_server.accepted) == 2


def test_the_beat_knows_both_tasks(settings):
    names = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert {tasks.sweep_outbox.name, tasks.forget_old_letters.name} <= names
    assert tasks.deliver_outbox.name == nudges.DELIVER
