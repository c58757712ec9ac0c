"""Sending over a real SMTP server: each letter once, and only to whom it may go."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from mailing import outbox
from mailing.engine import batch, drain
from mailing.engine.claim import claim
from mailing.letters import Letter
from mailing.message_ids import is_proof
from mailing.models import OutboxMessage
from mailing.rows import Status
from mailing.tests.mail_server import Mood
from newsletter import delivery, services, tasks
from newsletter.models import Delivery, Mailing, MailingStatus
from newsletter.selectors.audience import readers
from newsletter.tests.factories import release, subscriber

pytestmark = pytest.mark.django_db


def expire_leases() -> None:
    Delivery.objects.filter(status=Status.SENDING).update(lease_until=timezone.now() - timezone.timedelta(1))


@pytest.fixture
def batches_of_ten(monkeypatch) -> None:
    monkeypatch.setattr(delivery.DeliveryQueue, "batch_size", 10)


def state(mailing: Mailing) -> dict[str, int | str]:
    mailing.refresh_from_db()
    counts = {name: count for name, count in mailing.count_letters().items() if count}
    return {"mailing": mailing.status, **counts}


def test_one_row_and_one_letter_each_also_when_the_task_runs_twice(mail_server):
    people = [subscriber() for _ in range(12)]
    mailing = release()
    tasks.carry_on()
    tasks.carry_on()
    tasks.sweep_newsletters()
    assert sorted(mail_server.recipients()) == sorted(it.user.email for it in people)
    assert state(mailing) == {"mailing": MailingStatus.FINISHED, Status.SENT: 12}
    assert (mailing.total, mailing.sent) == (12, 12)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_workers_send_each_letter_once(mail_server):
    people = [subscriber() for _ in range(40)]
    mailing = release()
    start = Barrier(2)

    def work(number: int) -> None:
        start.wait()
        try:
            tasks.carry_on()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(work, range(2)))
    services.close_mailings()
    assert sorted(mail_server.recipients()) == sorted(it.user.email for it in people)
    assert state(mailing) == {"mailing": MailingStatus.FINISHED, Status.SENT: 40}


def test_who_left_meanwhile_is_skipped_with_the_reason(mail_server):
    left, closed, gone, stays = (subscriber() for _ in range(4))
    mailing = release()
    services.unsubscribe(token=left.token)
    User.objects.filter(pk=closed.user_id).update(is_active=False)
    gone.user.delete()
    tasks.carry_on()
    assert mail_server.recipients() == [stays.user.email]
    assert state(mailing) == {"mailing": MailingStatus.FINISHED, Status.SENT: 1, Status.SKIPPED: 3}
    reasons = mailing.deliveries.filter(status=Status.SKIPPED).values_list("last_error", flat=True)
    assert len(set(reasons)) == 3
    assert all(reasons)


def test_unsubscribing_within_a_slow_batch_still_counts(monkeypatch):
    monkeypatch.setattr(delivery, "LOOK_LASTS_SECONDS", -1.0)
    _first, second = subscriber(), subscriber()
    queue = delivery.DeliveryQueue(release().pk)
    rows = claim(queue, "worker")
    queue.prepare(rows)
    assert [queue.objection(row) for row in rows] == [None, None]
    services.unsubscribe(token=second.token)
    assert queue.objection(rows[0]) is None
    assert queue.objection(rows[1])


def test_a_changed_address_gets_the_letter_once_it_is_confirmed(mail_server):
    person = subscriber()
    release()
    person.user.email = "new@example.com"
    person.user.save(update_fields=["email"])
    assert readers([person.pk])[person.pk].objection
    person.user.emailaddress_set.update(email="new@example.com")
    tasks.carry_on()
    assert mail_server.recipients() == ["new@example.com"]


def test_the_batch_of_a_dead_worker_is_uncertain_and_not_sent_again(mail_server, batches_of_ten):
    for _ in range(12):
        subscriber()
    mailing = release()
    dying = claim(delivery.DeliveryQueue(mailing.pk), "a worker that dies")
    expire_leases()
    tasks.sweep_newsletters()
    tasks.carry_on()
    assert len(dying) == 10
    assert len(mail_server.recipients()) == 2
    assert state(mailing) == {"mailing": MailingStatus.FINISHED, Status.SENT: 2, Status.UNCERTAIN: 10}
    assert (mailing.total, mailing.sent, mailing.uncertain) == (12, 2, 10)
    assert all(mailing.deliveries.filter(status=Status.UNCERTAIN).values_list("last_error", flat=True))


def test_a_slow_worker_clears_up_the_doubt_after_the_mailing_was_closed(mail_server):
    subscriber()
    mailing = release()
    claim(delivery.DeliveryQueue(mailing.pk), "a slow worker")
    expire_leases()
    tasks.sweep_newsletters()
    mailing.deliveries.update(status=Status.SENT)
    tasks.sweep_newsletters()
    assert state(mailing) == {"mailing": MailingStatus.FINISHED, Status.SENT: 1}
    assert (mailing.sent, mailing.uncertain) == (1, 0)


def test_a_letter_cut_off_in_the_middle_is_uncertain(mail_server):
    subscriber()
    mailing = release()
    mail_server.mood_for = lambda recipient: Mood.DROP_MID_DATA
    tasks.carry_on()
    assert state(mailing) == {"mailing": MailingStatus.FINISHED, Status.UNCERTAIN: 1}


def test_a_refused_address_is_failed_and_a_deferred_one_waits(mail_server):
    refused, deferred = subscriber(), subscriber()
    moods = {refused.user.email: Mood.REFUSE, deferred.user.email: Mood.LATER}
    mailing = release()
    mail_server.mood_for = moods.__getitem__
    tasks.carry_on()
    assert state(mailing) == {"mailing": MailingStatus.SENDING, Status.FAILED: 1, Status.QUEUED: 1}
    assert mailing.deliveries.get(status=Status.FAILED).last_error.startswith("550")
    mail_server.mood_for = lambda recipient: Mood.ACCEPT
    mailing.deliveries.filter(status=Status.QUEUED).update(not_before=timezone.now())
    tasks.sweep_newsletters()
    assert state(mailing) == {"mailing": MailingStatus.FINISHED, Status.SENT: 1, Status.FAILED: 1}


def test_a_paused_mailing_sends_nothing(mail_server):
    subscriber()
    mailing = release()
    Mailing.objects.filter(pk=mailing.pk).update(status=MailingStatus.PAUSED)
    tasks.carry_on()
    assert mail_server.recipients() == []
    assert state(mailing) == {"mailing": MailingStatus.PAUSED, Status.QUEUED: 1}


def test_a_pause_stops_a_batch_that_is_under_way(mail_server, monkeypatch):
    monkeypatch.setattr(batch, "SWITCH_LOOK_SECONDS", -1.0)
    for _ in range(4):
        subscriber()
    mailing = release()

    def pause_after_one(recipient: str) -> Mood:
        Mailing.objects.filter(pk=mailing.pk).update(status=MailingStatus.PAUSED)
        return Mood.ACCEPT

    real = delivery.DeliveryQueue.compose
    monkeypatch.setattr(
        delivery.DeliveryQueue, "compose", lambda self, row: (pause_after_one(""), real(self, row))[1]
    )
    tasks.carry_on()
    assert len(mail_server.recipients()) == 1
    assert state(mailing) == {"mailing": MailingStatus.PAUSED, Status.SENT: 1, Status.QUEUED: 3}


def test_codes_and_notifications_go_before_and_between_batches(mail_server, monkeypatch, batches_of_ten):
    for _ in range(15):
        subscriber()
    release()
    monkeypatch.setattr(drain, "URGENT_LOOK_SECONDS", 0.0)
    outbox.post(key="code:1", to="first@example.com", letter=Letter("s", "t"))
    taken = []

    def post_after_a_batch(recipient: str) -> Mood:
        taken.append(recipient)
        if len(taken) == 5:
            OutboxMessage.objects.create(
                key="code:2", kind="code", to="second@example.com", subject="s", text="t", message_id="<2@x>"
            )
        return Mood.ACCEPT

    real = delivery.DeliveryQueue.compose
    monkeypatch.setattr(
        delivery.DeliveryQueue, "compose", lambda self, row: (post_after_a_batch(""), real(self, row))[1]
    )
    tasks.carry_on()
    order = mail_server.recipients()
    assert order[0] == "first@example.com"
    assert order[11] == "second@example.com"
    assert len(order) == 17


def test_a_letter_carries_what_mail_programs_unsubscribe_by(mail_server):
    person = subscriber()
    mailing = release()
    tasks.carry_on()
    letter = mail_server.accepted[0].parsed()
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter["List-Id"] == "<news.tavern.example>"
    assert letter["Precedence"] == "bulk"
    row = mailing.deliveries.get()
    assert letter["Message-ID"].startswith(f"<{row.pk}.{mailing.pk}.")
    assert is_proof(letter["Message-ID"], to=person.user.email)
    address = re.fullmatch(r"<(http://127\.0\.0\.1:8000(/unsubscribe/[\w-]+/))>", letter["List-Unsubscribe"])
    assert address is not None
    for part in letter.iter_parts():
        assert address[1] in part.get_content()
    answer = Client(enforce_csrf_checks=True).post(address[2], {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    person.refresh_from_db()
    assert not person.subscribed


def test_another_release_does_not_reach_the_unsubscribed(mail_server):
    person = subscriber()
    release()
    tasks.carry_on()
    services.unsubscribe(token=person.token)
    mailing = release()
    tasks.carry_on()
    assert len(mail_server.recipients()) == 1
    assert state(mailing) == {"mailing": MailingStatus.FINISHED}


def test_a_full_batch_takes_as_many_queries_as_one_letter(
    mail_server, django_assert_num_queries, monkeypatch
):
    # What is asked every moment, however many letters go meanwhile.
    monkeypatch.setattr(drain, "URGENT_LOOK_SECONDS", 60.0)
    monkeypatch.setattr(batch, "SWITCH_LOOK_SECONDS", 60.0)
    subscriber()
    release()
    with CaptureQueriesContext(connection) as one:
        delivery.deliver(seconds=5)
    services.close_mailings()
    for _ in range(9):
        subscriber()
    release()
    with django_assert_num_queries(len(one)):
        delivery.deliver(seconds=5)
    assert len(mail_server.recipients()) == 1 + 10
