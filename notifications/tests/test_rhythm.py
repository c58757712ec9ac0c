"""Quiet hours and the hour of the digest, by clocks that change."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from common.errors import InvalidInput
from mailing.models import OutboxMessage
from notifications import services
from notifications.models import Notification, Rhythm

BERLIN, MOSCOW = "Europe/Berlin", "Europe/Moscow"


def rhythm(zone=MOSCOW, quiet=(None, None), digest_hour=18) -> Rhythm:
    player = User(pk=1, time_zone=zone)
    return Rhythm(player=player, quiet_from=quiet[0], quiet_until=quiet[1], digest_hour=digest_hour)


def at(moment: str) -> datetime:
    return datetime.fromisoformat(moment)


@pytest.mark.parametrize(
    ("zone", "quiet", "moment", "leaves"),
    [
        pytest.param(MOSCOW, (None, None), "2026-11-26T03:00+03:00", "2026-11-26T03:00+03:00", id="none"),
        pytest.param(MOSCOW, (23, 8), "2026-11-26T22:59+03:00", "2026-11-26T22:59+03:00", id="before"),
        pytest.param(MOSCOW, (23, 8), "2026-11-26T23:00+03:00", "2026-11-27T08:00+03:00", id="evening"),
        pytest.param(MOSCOW, (23, 8), "2026-11-27T07:59+03:00", "2026-11-27T08:00+03:00", id="morning"),
        pytest.param(MOSCOW, (23, 8), "2026-11-27T08:00+03:00", "2026-11-27T08:00+03:00", id="over"),
        pytest.param(MOSCOW, (9, 17), "2026-11-27T12:00+03:00", "2026-11-27T17:00+03:00", id="by day"),
        pytest.param(MOSCOW, (9, 9), "2026-11-27T09:30+03:00", "2026-11-27T09:30+03:00", id="no hours"),
        pytest.param(
            "Asia/Vladivostok", (23, 8), "2026-11-26T16:00+03:00", "2026-11-27T01:00+03:00", id="east"
        ),
        # Clocks go forward at 2 on the 29th of March, and back at 3 on the 25th of October.
        pytest.param(BERLIN, (23, 8), "2026-03-28T23:30+01:00", "2026-03-29T08:00+02:00", id="short night"),
        pytest.param(BERLIN, (23, 8), "2026-10-24T23:30+02:00", "2026-10-25T08:00+01:00", id="long night"),
        pytest.param(BERLIN, (23, 2), "2026-03-29T01:30+01:00", "2026-03-29T03:00+02:00", id="no such hour"),
        pytest.param(BERLIN, (1, 3), "2026-10-25T02:30+02:00", "2026-10-25T03:00+01:00", id="first of two"),
        pytest.param(BERLIN, (1, 3), "2026-10-25T02:30+01:00", "2026-10-25T03:00+01:00", id="second of two"),
        pytest.param("Nowhere/Never", (23, 8), "2026-11-26T23:00+03:00", "2026-11-27T08:00+03:00", id="lost"),
    ],
)
def test_a_letter_leaves_when_the_quiet_is_over(zone, quiet, moment, leaves):
    assert rhythm(zone, quiet).after_quiet(at(moment)).timestamp() == at(leaves).timestamp()


@pytest.mark.parametrize(
    ("hour", "moment", "strikes"),
    [
        (18, "2026-11-26T17:59+01:00", "2026-11-26T18:00+01:00"),
        (18, "2026-11-26T18:00+01:00", "2026-11-27T18:00+01:00"),
        (2, "2026-03-28T12:00+01:00", "2026-03-29T03:00+02:00"),
        (2, "2026-10-24T12:00+02:00", "2026-10-25T02:00+02:00"),
        (2, "2026-10-25T02:00+02:00", "2026-10-26T02:00+01:00"),
    ],
)
def test_the_digest_strikes_once_a_day(hour, moment, strikes):
    assert rhythm(BERLIN, digest_hour=hour).next_digest(at(moment)).timestamp() == at(strikes).timestamp()


def test_a_letter_waits_for_the_end_of_the_quiet_and_the_site_does_not(tell, player, monkeypatch):
    hour = timezone.localtime().hour
    services.change_rhythm(digest_hour=18, quiet_from=hour, quiet_until=(hour + 2) % 24, by=player)
    tell(1)
    letter = OutboxMessage.objects.get()
    assert timedelta(hours=1) <= letter.not_before - timezone.now() <= timedelta(hours=2)
    assert Notification.objects.get().due_at <= timezone.now()
    assert letter.not_before.minute == 0


def test_a_decision_that_can_be_undone_is_quiet_when_it_is_due(tell, player):
    hour = timezone.localtime().hour
    services.change_rhythm(digest_hour=18, quiet_from=(hour + 3) % 24, quiet_until=(hour + 5) % 24, by=player)
    tell(1, not_before=timezone.now() + timedelta(hours=3, minutes=30))
    letter = OutboxMessage.objects.get()
    assert timezone.localtime(letter.not_before).hour == (hour + 5) % 24


def test_half_a_quiet_is_refused(player):
    with pytest.raises(InvalidInput):
        services.change_rhythm(digest_hour=18, quiet_from=23, quiet_until=None, by=player)
    assert not Rhythm.objects.exists()
