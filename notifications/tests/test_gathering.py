"""Events of one group: one row and at most one unread letter, and none is lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from mailing import guards
from mailing.models import OutboxMessage
from mailing.tasks import sweep_outbox
from notifications import selectors, services
from notifications.models import Notification
from notifications.tests.conftest import KIND, OBJECTIONS


@pytest.fixture(autouse=True)
def mailbox(settings, tmp_path):
    settings.MAIL_DIR = tmp_path


def sent() -> list[str]:
    """Send what is due; return the texts of all letters that left."""
    sweep_outbox()
    return list(OutboxMessage.objects.filter(status="sent").order_by("pk").values_list("text", flat=True))


def head() -> Notification:
    return Notification.objects.heads().latest("pk")


def test_no_second_letter_leaves_before_the_first_is_read(tell, player):
    tell(1)
    assert sent() == ["№1"]
    tell(2)
    tell(3)
    assert sent() == ["№1"]
    assert (selectors.unread_count(player), head().count) == (1, 3)
    services.mark_event_read(key=f"{KIND}:2", by=player)
    assert selectors.unread_count(player) == 0
    tell(4)
    assert sent() == ["№1", "№4"]
    assert (selectors.unread_count(player), head().count) == (1, 1)


def test_a_letter_that_waits_tells_of_all_that_came_meanwhile(tell):
    for number in (1, 2, 3):
        tell(number)
    OBJECTIONS[f"{KIND}:2"] = "withdrawn"
    assert sent() == ["№1\n№3"]
    letter = OutboxMessage.objects.get()
    assert letter.subject == "tests/gathered ru"


def test_it_leaves_when_only_a_later_one_is_still_to_tell(tell):
    tell(1)
    tell(2)
    OBJECTIONS[f"{KIND}:1"] = "withdrawn"
    assert sent() == ["№2"]


def test_when_nothing_is_left_to_tell_none_leaves_and_the_next_one_does(tell):
    tell(1)
    OBJECTIONS[f"{KIND}:1"] = "withdrawn"
    assert sent() == []
    tell(2)
    assert sent() == ["№2"]


def test_told_twice_it_counts_once(tell):
    for number in (1, 2, 2, 1):
        tell(number)
    assert head().count == 2


def test_what_is_not_to_be_seen_yet_is_not_gathered(tell, player):
    tell(1)
    tell(2, not_before=timezone.now() + timedelta(minutes=2))
    assert (head().count, selectors.unread_count(player)) == (1, 1)
    assert OutboxMessage.objects.count() == 2


def test_who_chose_letters_later_gets_one_about_the_next(tell, player):
    services.set_channel(player, KIND, "site")
    tell(1)
    services.set_channel(player, KIND, "at_once")
    tell(2)
    assert sent() == ["№2"]
    tell(3)
    assert len(sent()) == 1
    assert selectors.unread_count(player) == 2


def test_another_players_reading_changes_nothing(tell, player):
    from accounts.tests.factories import UserFactory

    tell(1)
    services.mark_event_read(key=f"{KIND}:1", by=UserFactory())
    assert selectors.unread_count(player) == 1


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_many_at_once_are_one_row_and_one_letter(tell, settings):
    settings.LIMITS_FACTOR, settings.NOTIFICATION_LETTERS_PER_DAY = 1, 3
    start = Barrier(8)

    def run(number: int) -> None:
        start.wait()
        try:
            tell(number)
            tell(100 + number, group="")
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(run, range(8)))
    grouped = Notification.objects.filter(group="g")
    assert grouped.heads().get().count == grouped.count() == 8
    assert OutboxMessage.objects.count() == 3, "one of the group, two more until the day's number is reached"
    assert Notification.objects.filter(group="", awaits_digest=True).count() == 6


def test_without_a_writer_a_letter_stays_as_it_was_posted(kind):
    class Unknown:
        key, to = "unknown:1", "a@example.com"

    assert guards.written_anew(Unknown()) is None
