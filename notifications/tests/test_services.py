"""Telling, taking back, reading, and wishes about letters."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.tests.factories import UserFactory
from common.keyset import Cursor
from mailing.guards import objection_to
from mailing.letters import Letter
from mailing.models import OutboxMessage
from notifications import kinds, selectors, services
from notifications.models import Notification
from notifications.services import telling

KIND = "test-kind"


@pytest.fixture(autouse=True)
def _kind(db, monkeypatch):
    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))
    kinds.register(KIND, "Tests", "%(who)s tested “%(what)s”", about=kinds.About.PEOPLE)
    monkeypatch.setattr(
        telling,
        "render_letter",
        lambda template, context, language: Letter(f"{template} {language}", "text"),
    )


@pytest.fixture
def player(db):
    return UserFactory()


def tell(player, key=f"{KIND}:1", **more):
    fields = {"context": {"who": "Марта", "what": "руду"}, "url": "/board/", "letter": "tests/letter"}
    services.notify(recipient=player, kind=KIND, key=key, **(fields | more))


def test_one_event_is_one_row_and_one_letter(player):
    tell(player)
    tell(player)
    row = Notification.objects.get()
    assert kinds.line_of(row.kind, row.context) == "Марта tested “руду”"
    letter = OutboxMessage.objects.get()
    assert (letter.key, letter.to, letter.subject) == (row.key, player.email, "tests/letter ru")


def test_without_a_template_nobody_is_mailed(player):
    tell(player, letter="")
    assert Notification.objects.exists()
    assert not OutboxMessage.objects.exists()


def test_a_player_who_wants_no_letters_sees_it_on_the_site(player):
    services.set_channel(player, KIND, "site")
    tell(player)
    assert selectors.unread_count(player) == 1
    assert not OutboxMessage.objects.exists()


def test_what_can_be_undone_is_hidden_until_then(player):
    tell(player, not_before=timezone.now() + timedelta(minutes=2))
    assert selectors.unread_count(player) == 0
    assert selectors.for_user(player) == ([], "")
    Notification.objects.update(due_at=timezone.now())
    assert selectors.unread_count(player) == 1


def test_taking_back_in_time_leaves_nothing(player):
    tell(player, not_before=timezone.now() + timedelta(minutes=2))
    assert services.retract(key=f"{KIND}:1")
    assert not Notification.objects.exists()
    assert OutboxMessage.objects.get().status == "cancelled"


def test_what_was_told_is_not_taken_back(player):
    tell(player)
    assert not services.retract(key=f"{KIND}:1")
    assert Notification.objects.exists()
    assert OutboxMessage.objects.get().status == "queued"


def test_taking_back_nothing_is_harmless(db):
    assert services.retract(key="nothing:1")


def test_reading_is_ones_own(player):
    tell(player)
    row = Notification.objects.get()
    with pytest.raises(Notification.DoesNotExist):
        services.mark_read(notification_id=row.pk, by=UserFactory())
    services.mark_read(notification_id=row.pk, by=player)
    row.refresh_from_db()
    first = row.read_at
    assert first is not None
    services.mark_read(notification_id=row.pk, by=player)
    row.refresh_from_db()
    assert row.read_at == first


def test_reading_all_leaves_what_is_not_due(player):
    tell(player)
    tell(player, key=f"{KIND}:2", not_before=timezone.now() + timedelta(minutes=2))
    tell(UserFactory(), key=f"{KIND}:3")
    assert services.mark_all_read(by=player) == 1
    assert Notification.objects.filter(read_at=None).count() == 2


def test_pages_follow_each_other_without_gaps(player):
    moment = timezone.now()
    for number in range(7):
        tell(player, key=f"{KIND}:{number}")
    Notification.objects.filter(key__in=[f"{KIND}:2", f"{KIND}:3"]).update(due_at=moment)
    seen, cursor = [], None
    for _ in range(4):
        page, older = selectors.for_user(player, before=cursor, limit=2)
        seen += [row.pk for row in page]
        cursor = Cursor.decode(older)
    assert len(seen) == len(set(seen)) == 7
    assert cursor is None


def letter_now(player) -> OutboxMessage:
    tell(player)
    return OutboxMessage.objects.get()


def test_a_good_letter_meets_no_objection(player):
    assert objection_to(letter_now(player)) is None


def test_a_letter_is_checked_again_at_sending(player):
    letter = letter_now(player)
    services.set_channel(player, KIND, "site")
    assert objection_to(letter)
    services.set_channel(player, KIND, "at_once")
    player.is_active = False
    player.save()
    assert objection_to(letter)
    player.is_active, player.email = True, "moved@example.com"
    player.save()
    assert objection_to(letter)
    Notification.objects.all().delete()
    assert objection_to(letter) == "retracted"


def test_an_apps_own_guard_is_asked_too(player):
    kinds.register(KIND, "Tests", "x", guard=lambda letter: "the listing is gone", about=kinds.About.PEOPLE)
    assert objection_to(letter_now(player)) == "the listing is gone"


@pytest.mark.parametrize(("kind", "context"), [("gone-kind", {}), (KIND, {}), (KIND, {"who": "x"})])
def test_a_lost_kind_or_fact_breaks_no_page(kind, context):
    assert kinds.line_of(kind, context)
