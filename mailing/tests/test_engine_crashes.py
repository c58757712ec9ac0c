"""Workers that die, dawdle or break off in the middle, and the letters they had in hand."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone

from mailing import delivery
from mailing.engine import batch, claim, drain, marks, outcomes
from mailing.engine.backoff import MAX_ATTEMPTS
from mailing.models import OutboxMessage
from mailing.rows import Status
from mailing.tests.conftest import deliver, post, reload
from mailing.tests.mail_server import Mood
from mailing.transports import open_transport

pytestmark = pytest.mark.django_db


def test_an_abandoned_letter_goes_again_under_the_same_message_id(mail_server):
    row = post()
    claim.claim(delivery.OUTBOX, "a worker that dies")
    assert deliver() is drain.Ended.EMPTY
    assert mail_server.accepted == []
    OutboxMessage.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    assert delivery.recover_abandoned() == 1
    deliver()
    assert [letter.message_id for letter in mail_server.accepted] == [row.message_id]
    assert reload(row).attempts == 2


def test_a_letter_that_kills_every_worker_is_given_up(mail_server):
    row = post()
    OutboxMessage.objects.update(attempts=MAX_ATTEMPTS, last_error="died")
    deliver()
    assert (reload(row).status, mail_server.accepted) == (Status.FAILED, [])


def test_a_worker_slower_than_its_lease_still_tells_the_truth():
    row = post()
    (claimed,) = claim.claim(delivery.OUTBOX, "slow")
    OutboxMessage.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    delivery.recover_abandoned()
    marks.mark(delivery.OUTBOX, [claimed], outcomes.SENT, "slow")
    assert reload(row).status == Status.SENT


def test_a_row_claimed_by_another_is_not_marked():
    row = post()
    (claimed,) = claim.claim(delivery.OUTBOX, "first")
    OutboxMessage.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    delivery.recover_abandoned()
    claim.claim(delivery.OUTBOX, "second")
    marks.mark(delivery.OUTBOX, [claimed], outcomes.Outcome(Status.FAILED, "late"), "first")
    assert reload(row).status == Status.SENDING


class NeverTwice(delivery.OutboxQueue):
    """The policy of newsletters, on the outbox's table."""

    resends_after_crash = False
    mark_every = 10


class Plain(NeverTwice):
    """Writes nothing beside the outcome, as newsletters: what went is marked by a statement of its own."""

    def written_when_finished(self):
        return {}


def test_what_went_is_marked_unless_another_has_claimed_it_since():
    row, queue = post(), Plain()
    (claimed,) = claim.claim(queue, "first")
    marks.mark(queue, [claimed], outcomes.SENT, "second")
    assert reload(row).status == Status.SENDING
    marks.mark(queue, [claimed], outcomes.SENT, "first")
    sent = reload(row)
    assert (sent.status, sent.lease_until, sent.last_error) == (Status.SENT, None, "")
    assert sent.finished_at is not None
    marks.mark(queue, [claimed], outcomes.Outcome(Status.FAILED, "late"), "first")
    assert reload(row).status == Status.SENT


def test_bulk_letters_in_flight_become_uncertain_after_a_crash():
    row = post()
    claim.claim(NeverTwice(), "dies")
    OutboxMessage.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    claim.recover(NeverTwice())
    assert reload(row).status == Status.UNCERTAIN


def test_bulk_letters_that_broke_off_in_data_become_uncertain(mail_server):
    row = post()
    mail_server.mood_for = lambda recipient: Mood.DROP_MID_DATA
    drain.drain(NeverTwice(), seconds=5)
    assert reload(row).status == Status.UNCERTAIN


def test_marks_in_batches_and_lets_urgent_letters_between(
    mail_server, monkeypatch, django_assert_max_num_queries
):
    monkeypatch.setattr(drain, "URGENT_LOOK_SECONDS", 0.0)
    for number in range(20):
        post(f"a:{number}")
    visits = []
    with django_assert_max_num_queries(25):
        drain.drain(NeverTwice(), seconds=5, urgent=lambda: visits.append(len(mail_server.accepted)))
    assert visits == [10, 20]
    assert OutboxMessage.objects.filter(status=Status.SENT).count() == 20


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_claim_that_breaks_off_takes_no_mark_with_it(mail_server):
    row = post()
    sent = batch.Batch(delivery.OUTBOX, claim.claim(delivery.OUTBOX, "worker"), "worker", open_transport())
    sent.send()
    tries = []

    def break_off_once() -> str:
        tries.append(reload(row).status)
        if len(tries) == 1:
            raise OperationalError
        return "the next batch"

    assert sent.mark_with(break_off_once) == "the next batch"
    assert len(tries) == 2
    assert reload(row).status == Status.SENT
    sent.transport.close()
