"""Several workers on one queue."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from mailing import delivery
from mailing.engine.claim import claim
from mailing.models import OutboxMessage
from mailing.rows import Status
from mailing.tests.conftest import post

WORKERS = 4


def in_threads(work) -> list:
    """Run `work(number)` in each worker at the same moment."""
    start = Barrier(WORKERS)

    def run(number: int):
        start.wait()
        try:
            return work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(WORKERS) as pool:
        return list(pool.map(run, range(WORKERS)))


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_workers_claim_different_letters():
    for number in range(30):
        post(f"a:{number}")
    claims = in_threads(lambda number: [row.pk for row in claim(delivery.OUTBOX, f"worker {number}")])
    claimed = [pk for batch in claims for pk in batch]
    assert len(claimed) == len(set(claimed)) == 30
    assert OutboxMessage.objects.filter(status=Status.SENDING).count() == 30


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_workers_together_send_each_letter_once(mail_server):
    for number in range(60):
        post(f"a:{number}", f"player{number}@example.com")
    in_threads(lambda number: delivery.deliver(seconds=20))
    assert sorted(mail_server.recipients()) == sorted(f"player{number}@example.com" for number in range(60))
    assert OutboxMessage.objects.filter(status=Status.SENT).count() == 60


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_the_same_event_posted_at_once_is_one_letter():
    from mailing import outbox
    from mailing.letters import Letter

    letter = Letter("s", "t")
    posted = in_threads(lambda number: outbox.post(key="accepted:1", to="a@example.com", letter=letter))
    assert sorted(posted) == [False, False, False, True]
