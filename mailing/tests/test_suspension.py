"""Addresses that keep refusing letters are left alone, until they take one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from mailing import delivery, suspension
from mailing.engine.drain import Ended
from mailing.models import OutboxMessage, RefusedAddress
from mailing.rows import Priority, Status
from mailing.tests.conftest import post
from mailing.tests.mail_server import Mood

pytestmark = pytest.mark.django_db
DEAD = "gone@example.com"


def refuse(times: int, reason: str = "550 No such player here") -> None:
    for _ in range(times):
        suspension.note_refusal(address=DEAD, reason=reason)


def status(row: OutboxMessage) -> str:
    return OutboxMessage.objects.get(pk=row.pk).status


def test_three_hard_refusals_suspend_an_address_and_only_that_one(mail_server):
    mail_server.mood_for = lambda recipient: Mood.REFUSE if recipient == DEAD else Mood.ACCEPT
    for number in range(3):
        post(f"a:{number}", DEAD)
    post("b:1", "alive@example.com")
    delivery.deliver(seconds=5)
    known = suspension.suspended("GONE@example.com")
    assert known is not None
    assert (known.refusals, known.reason) == (3, "550 No such player here")
    assert suspension.suspended("alive@example.com") is None
    row = post("a:4", "Gone@Example.com")
    delivery.deliver(seconds=5)
    row = OutboxMessage.objects.get(pk=row.pk)
    assert (row.status, mail_server.recipients()) == (Status.SKIPPED, ["alive@example.com"])
    assert row.last_error


@pytest.mark.parametrize(
    ("mood", "counts"),
    [
        (Mood.REFUSE, True),
        (Mood.MOVED, True),
        (Mood.POLICY, False),
        (Mood.FULL, False),
        (Mood.REFUSE_AFTER_DATA, False),
        (Mood.LATER, False),
    ],
)
def test_only_what_the_server_says_of_the_address_counts(mail_server, mood, counts):
    mail_server.mood_for = lambda recipient: mood
    row = post(to=DEAD)
    delivery.deliver(seconds=5)
    assert status(row) == (Status.QUEUED if mood is Mood.LATER else Status.FAILED)
    assert RefusedAddress.objects.exists() == counts


def test_old_refusals_are_forgiven():
    refuse(2)
    RefusedAddress.objects.update(first_at=timezone.now() - timedelta(days=31))
    refuse(1)
    assert suspension.suspended(DEAD) is None
    assert RefusedAddress.objects.get().refusals == 1


def test_a_letter_that_is_taken_clears_the_address(mail_server):
    refuse(2)
    post(to=DEAD)
    delivery.deliver(seconds=5)
    assert not RefusedAddress.objects.exists()


def test_a_code_goes_to_a_suspended_address_and_lifts_the_suspension(mail_server):
    refuse(3)
    waits = post("accepted:1", DEAD)
    post("code:1", DEAD, priority=Priority.CODE, secret=True)
    delivery.deliver_codes(seconds=5)
    assert mail_server.recipients() == [DEAD]
    assert suspension.suspended(DEAD) is None
    delivery.deliver(seconds=5)
    assert status(waits) == Status.SENT


def test_foreign_domains_are_the_same_in_both_spellings():
    suspension.note_refusal(address="fox@пример.рф", reason="550")
    assert suspension.refusing_among(["fox@xn--e1afmkfd.xn--p1ai", "not an address"]) == {
        "fox@xn--e1afmkfd.xn--p1ai": False
    }


def test_an_owner_tries_again_once_a_day():
    assert not suspension.claim_try(address=DEAD)
    refuse(3)
    assert suspension.claim_try(address=DEAD)
    assert not suspension.claim_try(address=DEAD)
    RefusedAddress.objects.update(tried_at=timezone.now() - timedelta(days=1))
    assert suspension.claim_try(address=DEAD)


@pytest.mark.parametrize("mood", [Mood.STRANGER, Mood.LOG_IN])
def test_a_server_that_refuses_us_burns_no_letter_and_blames_no_address(mail_server, mood):
    rows = [post(f"a:{number}") for number in range(3)]
    if mood is Mood.STRANGER:
        mail_server.before_letter = lambda: mood
    else:
        mail_server.mood_for = lambda recipient: mood
    assert delivery.deliver(seconds=5) is Ended.DOWN
    kept = OutboxMessage.objects.filter(pk__in=[row.pk for row in rows])
    assert set(kept.values_list("status", "attempts")) == {(Status.QUEUED, 0)}
    assert kept.exclude(last_error="").first().last_error.startswith("5")
    assert not RefusedAddress.objects.exists()
