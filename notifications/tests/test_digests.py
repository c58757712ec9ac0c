"""The letter of the day: what is in it, when it comes, and that it comes once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from accounts.tests.factories import UserFactory
from mailing.models import OutboxMessage
from mailing.tasks import sweep_outbox
from notifications import kinds, services
from notifications.models import Notification, Rhythm
from notifications.tasks import sweep_digests
from notifications.tests.conftest import OBJECTIONS

KIND = "test-digested"
LATER = timedelta(hours=25)


@pytest.fixture(autouse=True)
def _kind(db, monkeypatch, settings, tmp_path):
    settings.MAIL_DIR = tmp_path
    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))
    kinds.register(
        KIND,
        "Tests",
        "%(who)s о «%(listing)s»",
        guard=lambda letter: OBJECTIONS.get(letter.key),
        about=kinds.About.PEOPLE,
    )
    OBJECTIONS.clear()


@pytest.fixture
def player(db):
    player = UserFactory()
    services.set_channel(player, KIND, "digest")
    return player


def tell(player, number, listing="Рейд", **more):
    context = {"who": f"№{number}", "listing": listing}
    services.notify(
        recipient=player, kind=KIND, key=f"{KIND}:{number}", context=context, url="/board/", **more
    )


def strike(player) -> int:
    """Let the hour of the digest strike now."""
    Rhythm.objects.filter(pk=player.pk).update(next_digest_at=timezone.now())
    return sweep_digests()


def sent() -> list[OutboxMessage]:
    sweep_outbox()
    return list(OutboxMessage.objects.filter(status="sent").order_by("pk"))


def test_it_tells_what_happened_listing_by_listing(player):
    tell(player, 1)
    tell(player, 2, listing="Кузня")
    tell(player, 3)
    assert not OutboxMessage.objects.exists()
    assert strike(player) == 1
    (letter,) = sent()
    assert letter.to == player.email
    text = letter.text
    assert text.index("№1 о «Рейд»") < text.index("№3 о «Рейд»") < text.index("№2 о «Кузня»")
    assert "3" in letter.subject
    assert "/my/settings/" in text
    assert strike(player) == 0
    assert Rhythm.objects.get().next_digest_at is None


def test_it_speaks_its_readers_language():
    player = UserFactory(language="en")
    services.set_channel(player, KIND, "digest")
    tell(player, 1)
    strike(player)
    (letter,) = sent()
    assert "this has happened on the board" in letter.text
    assert letter.headers["Content-Language"] == "en"


def test_nothing_to_tell_is_no_letter(player):
    tell(player, 1)
    services.mark_all_read(by=player)
    tell(player, 2)
    OBJECTIONS[f"{KIND}:2"] = "hidden"
    assert strike(player) == 0
    assert not OutboxMessage.objects.exists()
    assert not Notification.objects.filter(awaits_digest=True).exists()


def test_what_was_read_or_is_hidden_by_the_time_of_sending_is_left_out(player):
    for number in (1, 2, 3):
        tell(player, number)
    strike(player)
    services.mark_event_read(key=f"{KIND}:1", by=player)
    OBJECTIONS[f"{KIND}:2"] = "hidden"
    (letter,) = sent()
    assert "№3" in letter.text
    assert "№1" not in letter.text
    assert "№2" not in letter.text


def test_it_stays_at_home_when_nothing_is_left_by_the_time_of_sending(player):
    tell(player, 1)
    strike(player)
    services.mark_all_read(by=player)
    assert sent() == []
    assert OutboxMessage.objects.get().last_error == "nothing in it is left to tell"


@pytest.mark.parametrize("change", [{"is_active": False}, {"email": "moved@example.com"}])
def test_it_does_not_go_to_who_left_or_moved(player, change):
    tell(player, 1)
    strike(player)
    for name, value in change.items():
        setattr(player, name, value)
    player.save()
    assert sent() == []


def test_it_comes_once_a_day_and_the_rest_the_next_day(player):
    tell(player, 1)
    strike(player)
    tell(player, 2)
    assert strike(player) == 0
    waits = Rhythm.objects.get()
    assert waits.next_digest_at > timezone.now()
    assert services.send_digests(now=timezone.now() + LATER) == 1
    assert OutboxMessage.objects.count() == 2
    sweep_outbox()
    assert "№1" not in OutboxMessage.objects.latest("pk").text


def test_it_comes_at_the_players_own_hour():
    player = UserFactory(time_zone="Asia/Vladivostok")
    services.set_channel(player, KIND, "digest")
    services.change_rhythm(digest_hour=9, quiet_from=None, quiet_until=None, by=player)
    tell(player, 1)
    at = Rhythm.objects.get().next_digest_at
    assert at.astimezone(UTC).hour == 23
    assert services.send_digests(now=at - timedelta(minutes=1)) == 0
    services.change_rhythm(digest_hour=12, quiet_from=None, quiet_until=None, by=player)
    assert Rhythm.objects.get().next_digest_at.astimezone(UTC).hour == 2


def test_an_error_in_one_stops_no_other(player, caplog):
    other = UserFactory()
    services.set_channel(other, KIND, "digest")
    tell(player, 1, listing=None, group="")
    tell(other, 2)
    kinds.register(
        KIND,
        "Tests",
        "%(who)s",
        guard=lambda letter: 1 / 0 if letter.key.endswith(":1") else None,
        about=kinds.About.PEOPLE,
    )
    assert strike(player) + strike(other) == 1
    assert OutboxMessage.objects.get().to == other.email
    assert f"leaves out the digest of player {player.pk}" in caplog.text


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_several_workers_post_one(player):
    tell(player, 1)
    Rhythm.objects.update(next_digest_at=timezone.now())
    start, now = Barrier(4), timezone.now()

    def run(_number: int) -> int:
        start.wait()
        try:
            return services.send_digests(now=now)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(run, range(4))) == 1
    assert OutboxMessage.objects.count() == 1


def test_quiet_hours_put_it_off(player):
    services.change_rhythm(digest_hour=3, quiet_from=23, quiet_until=8, by=player)
    tell(player, 1)
    at = Rhythm.objects.get().next_digest_at
    assert services.send_digests(now=at) == 1
    assert OutboxMessage.objects.get().not_before == at + timedelta(hours=5)


def test_the_day_of_a_digest_is_the_players(player):
    rhythm = Rhythm(player=UserFactory(time_zone="Asia/Kamchatka"))
    assert rhythm.day_of(datetime(2026, 11, 26, 23, tzinfo=UTC)).day == 27
