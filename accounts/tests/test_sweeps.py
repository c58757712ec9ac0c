"""Deletions, copies and forgotten sign-ups: one that can't be done stops no other."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone

from accounts import services
from accounts.models import DataExport, User
from accounts.services import erasing, exporting, players
from accounts.tests.factories import UserFactory

pytestmark = pytest.mark.django_db
LONG_AGO = timezone.now() - timedelta(days=30)


def spoil(monkeypatch, place, name: str, player: User) -> None:
    """Let a function fail for one player."""
    works = getattr(place, name)

    def fails(whose, *args, **options):
        if whose == player:
            raise RuntimeError("a poisoned row")
        return works(whose, *args, **options)

    monkeypatch.setattr(place, name, fails)


def test_a_player_who_cannot_be_deleted_keeps_no_other(monkeypatch, caplog):
    broken, good = UserFactory(leaves_at=LONG_AGO), UserFactory(leaves_at=LONG_AGO)
    spoil(monkeypatch, erasing, "_become_a_number", broken)
    assert services.erase_due(now=timezone.now()) == 1
    assert [User.objects.get(pk=one.pk).erased_at is None for one in (broken, good)] == [True, False]
    assert f"leaves out the deletion of player {broken.pk}" in caplog.text
    monkeypatch.undo()
    assert services.erase_due(now=timezone.now()) == 1


def test_a_copy_that_cannot_be_made_keeps_no_other_waiting(monkeypatch, caplog):
    broken, good = UserFactory(), UserFactory()
    asked = [services.ask_for_copy(by=one) for one in (broken, good)]
    spoil(monkeypatch, exporting, "_write_archive", broken)
    assert services.make_waiting_copies(now=timezone.now()) == 1
    assert [DataExport.objects.get(pk=one.pk).made_at is None for one in asked] == [True, False]
    assert f"leaves out copy {asked[0].pk}" in caplog.text
    monkeypatch.undo()
    DataExport.objects.update(claimed_until=LONG_AGO)
    assert services.make_waiting_copies(now=timezone.now()) == 1


def test_a_sign_up_that_cannot_be_forgotten_keeps_no_other(monkeypatch, caplog):
    broken, _good = (UserFactory(unconfirmed=True, date_joined=LONG_AGO) for _ in range(2))
    spoil(monkeypatch, User, "delete", broken)
    assert services.forget_unconfirmed() == 1
    assert list(User.objects.all()) == [broken]
    assert f"leaves out the unconfirmed player {broken.pk}" in caplog.text
    monkeypatch.undo()
    assert services.forget_unconfirmed() == 1


def test_who_confirms_while_sign_ups_are_swept_stays(monkeypatch):
    _first, second = (UserFactory(unconfirmed=True, date_joined=LONG_AGO) for _ in range(2))
    forget = players._forget_if_unconfirmed

    def second_confirms_meanwhile(player_id: int) -> bool:
        EmailAddress.objects.filter(user=second).update(verified=True)
        return forget(player_id)

    monkeypatch.setattr(players, "_forget_if_unconfirmed", second_confirms_meanwhile)
    assert services.forget_unconfirmed() == 1
    assert list(User.objects.all()) == [second]
