"""The door: what `post` and `cancel` promise."""

import time
from datetime import timedelta

import pytest
from celery import Celery
from django.db import IntegrityError, transaction
from django.db.models.functions import Now
from django.utils import timezone
from kombu.exceptions import OperationalError

from mailing import nudges, outbox
from mailing.letters import Letter
from mailing.models import OutboxMessage
from mailing.rows import Priority, Status
from mailing.tests.conftest import post

pytestmark = pytest.mark.django_db


def test_an_event_is_posted_once():
    letter = Letter("s", "t")
    assert outbox.post(key="response-accepted:42", to="a@example.com", letter=letter)
    assert not outbox.post(key="response-accepted:42", to="a@example.com", letter=letter)
    row = OutboxMessage.objects.get()
    assert (row.kind, row.status, row.priority) == ("response-accepted", Status.QUEUED, Priority.NOTIFICATION)


def test_a_second_post_leaves_the_transaction_usable():
    post("a:1")
    with transaction.atomic():
        assert not outbox.post(key="a:1", to="a@example.com", letter=Letter("s", "t"))
        post("a:2")
    assert OutboxMessage.objects.count() == 2


def test_one_nudge_after_commit_however_many_letters(broker, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        for number in range(5):
            post(f"a:{number}")
        assert broker == []
    assert broker == [nudges.DELIVER]


def test_a_letter_for_later_nudges_nobody(broker, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        post("a:1", not_before=timezone.now() + timedelta(minutes=2))
    assert broker == []


def test_a_dead_broker_breaks_nothing_and_is_left_alone(monkeypatch, django_capture_on_commit_callbacks):
    calls = []

    def unreachable(name, **options):
        calls.append(name)
        raise OperationalError("Connection refused")

    monkeypatch.setattr(nudges.current_app, "send_task", unreachable)
    for number in range(3):
        with django_capture_on_commit_callbacks(execute=True):
            post(f"a:{number}")
    assert OutboxMessage.objects.filter(status=Status.QUEUED).count() == 3
    assert len(calls) == 1


def test_a_broker_that_refuses_holds_a_request_for_a_moment_only(settings):
    app = Celery(broker="redis://127.0.0.1:1/0", set_as_current=False)
    app.conf.broker_transport_options = settings.CELERY_BROKER_TRANSPORT_OPTIONS
    started = time.monotonic()
    with pytest.raises(OperationalError):
        app.send_task(nudges.DELIVER, retry=False)
    # Without the settings it is held for minutes.
    assert time.monotonic() - started < 15


def test_cancelling_takes_a_queued_letter_back():
    post("a:1", secret=True)
    assert outbox.cancel(key="a:1")
    row = OutboxMessage.objects.get()
    assert (row.status, row.text, row.html) == (Status.CANCELLED, "", "")
    assert row.finished_at is not None


def test_cancelling_twice_or_nothing_says_so():
    post("a:1")
    assert outbox.cancel(key="a:1")
    assert not outbox.cancel(key="a:1")
    assert not outbox.cancel(key="a:2")


def test_a_letter_on_its_way_cannot_be_cancelled():
    row = post("a:1")
    OutboxMessage.objects.filter(pk=row.pk).update(status=Status.SENDING, lease_until=Now())
    assert not outbox.cancel(key="a:1")


def test_a_cancelled_event_may_happen_anew():
    post("response-accepted:42")
    outbox.cancel(key="response-accepted:42")
    assert outbox.post(key="response-accepted:42", to="a@example.com", letter=Letter("s", "t"))


def test_only_a_queued_letter_gets_other_words():
    row = post("a:1")
    other = Letter("Другая\nтема", "другие слова", "<p>другие слова</p>")
    assert outbox.rewrite(key="a:1", letter=other)
    row.refresh_from_db()
    assert (row.subject, row.text, row.html) == ("Другая тема", "другие слова", "<p>другие слова</p>")
    OutboxMessage.objects.filter(pk=row.pk).update(status=Status.SENDING, lease_until=Now())
    assert not outbox.rewrite(key="a:1", letter=Letter("s", "t"))
    assert not outbox.rewrite(key="a:2", letter=Letter("s", "t"))


def test_an_overlong_subject_or_address_is_kept_for_the_log():
    row = post(to="a" * 400 + "@example.com", letter=Letter("драконы " * 100, "t"))
    assert len(row.subject) == 200
    assert len(row.to) == 320


@pytest.mark.parametrize(
    "broken",
    [
        {"status": Status.SENDING},
        {"status": Status.SENT},
        {"status": Status.QUEUED, "finished_at": Now()},
        {"status": Status.QUEUED, "lease_until": Now()},
    ],
)
def test_the_database_refuses_states_without_their_times(broken):
    post()
    with pytest.raises(IntegrityError):
        OutboxMessage.objects.update(**broken)


def test_the_database_refuses_a_finished_secret_with_a_body():
    post(secret=True)
    with pytest.raises(IntegrityError):
        OutboxMessage.objects.update(status=Status.SENT, finished_at=Now())
