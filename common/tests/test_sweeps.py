"""The loop of every sweep: all that is due, batch by batch, whatever one row does."""

import pytest

from accounts.models import User
from accounts.tests.factories import UserFactory
from common import sweeps


def test_an_error_in_one_is_logged_and_stops_no_other(caplog):
    seen = []

    def act(number: int) -> bool:
        seen.append(number)
        return 10 // number > 1

    assert sweeps.sweep_each((5, 0, 10, 2), act, what="number") == 2
    assert seen == [5, 0, 10, 2]
    assert "A sweep leaves out number 0" in caplog.text
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.django_db
@pytest.mark.parametrize("many", [0, 3, 4, 5])
def test_every_key_comes_once_in_its_order(many, monkeypatch):
    monkeypatch.setattr(sweeps, "BATCH", 2)
    players = [UserFactory().pk for _ in range(many)]
    assert list(sweeps.keys_in_batches(User.objects.order_by("-pk"))) == players


@pytest.mark.django_db
def test_what_is_over_by_its_turn_is_left_out_and_what_is_new_is_met(monkeypatch):
    monkeypatch.setattr(sweeps, "BATCH", 2)
    players = [UserFactory().pk for _ in range(4)]
    keys = sweeps.keys_in_batches(User.objects.all())
    assert next(keys) == players[0]
    User.objects.filter(pk=players[2]).delete()
    late = UserFactory().pk
    assert list(keys) == [players[1], players[3], late]


@pytest.mark.django_db
def test_all_that_is_old_is_deleted_and_nothing_else(monkeypatch):
    monkeypatch.setattr(sweeps, "DELETED_AT_ONCE", 2)
    kept = UserFactory()
    old = [UserFactory().pk for _ in range(5)]
    sweeps.delete_in_batches(User.objects.filter(pk__in=old))
    assert list(User.objects.all()) == [kept]
