"""Codes wait for nothing slower than themselves; the stop switch stops within a batch."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from celery import current_app
from django.db import connection

from mailing import delivery, nudges, outbox, tasks
from mailing.engine import batch, claim
from mailing.letters import Letter
from mailing.models import MailSwitch, OutboxMessage
from mailing.rows import Priority, Status
from mailing.tests.conftest import post
from mailing.tests.mail_server import Mood


@pytest.mark.django_db
def test_a_code_wakes_the_lane_of_codes(broker, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        post("code:1", priority=Priority.CODE)
        post("code:2", priority=Priority.CODE)
        post("accepted:1")
    assert broker == [nudges.DELIVER_CODES, nudges.DELIVER]
    assert tasks.deliver_codes.name == nudges.DELIVER_CODES


def test_each_lane_has_its_queue():
    routed = {
        name: current_app.amqp.router.route({}, name)["queue"].name
        for name in (nudges.DELIVER_CODES, "newsletter.tasks.carry_on", "newsletter.tasks.sweep_newsletters")
    }
    assert list(routed.values()) == ["codes", "newsletters", "newsletters"]
    assert set(current_app.amqp.queues) == {"celery", "codes", "newsletters"}


@pytest.mark.django_db
def test_the_lane_of_codes_claims_codes_one_by_one(mail_server):
    post("accepted:1", "note@example.com")
    for number in range(3):
        post(f"code:{number}", f"code{number}@example.com", priority=Priority.CODE)
    assert len(claim.claim(delivery.CODES, "one")) == 1
    tasks.deliver_codes()
    assert mail_server.recipients() == ["code1@example.com", "code2@example.com"]


@pytest.mark.django_db
def test_without_workers_for_codes_the_others_take_them_first(mail_server):
    post("accepted:1", "note@example.com")
    post("code:1", "code@example.com", priority=Priority.CODE)
    tasks.deliver_outbox()
    assert mail_server.recipients() == ["code@example.com", "note@example.com"]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_code_passes_a_batch_that_hangs(mail_server, settings):
    settings.SMTP_TIMEOUT = 3.0
    mail_server.mood_for = lambda recipient: Mood.HANG if recipient == "slow@example.com" else Mood.ACCEPT
    for number in range(10):
        post(f"digest:{number}", "slow@example.com", priority=Priority.BULK)

    def send_bulk() -> None:
        try:
            delivery.deliver(seconds=1)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        bulk = pool.submit(send_bulk)
        while not OutboxMessage.objects.filter(status=Status.SENDING).exists():
            time.sleep(0.01)
        outbox.post(key="code:1", to="fox@example.com", letter=Letter("s", "t"), priority=Priority.CODE)
        delivery.deliver_codes(seconds=1)
        assert not bulk.done()
    assert mail_server.recipients() == ["fox@example.com"]


@pytest.mark.django_db
def test_the_stop_switch_holds_between_two_letters_of_a_batch(mail_server, monkeypatch):
    monkeypatch.setattr(batch, "SWITCH_LOOK_SECONDS", -1.0)
    for number in range(5):
        post(f"a:{number}", f"player{number}@example.com")

    def stop_at_the_second(recipient: str) -> Mood:
        if recipient == "player1@example.com":
            monkeypatch.setattr(batch.switch, "is_stopped", lambda: True)
        return Mood.ACCEPT

    mail_server.mood_for = stop_at_the_second
    delivery.deliver(seconds=5)
    assert mail_server.recipients() == ["player0@example.com", "player1@example.com"]
    waiting = OutboxMessage.objects.filter(status=Status.QUEUED, attempts=0)
    assert waiting.count() == 3
    monkeypatch.undo()
    assert not MailSwitch.objects.filter(stopped=True).exists()
    delivery.deliver(seconds=5)
    assert len(mail_server.recipients()) == 5
