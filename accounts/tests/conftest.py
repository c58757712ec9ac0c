"""Fixtures of accounts."""

from __future__ import annotations

import time

import pytest
from django.test import Client

from accounts.models import User
from accounts.tests.factories import UserFactory


@pytest.fixture(autouse=True)
def _clean(db, fresh_cache):
    """Each test here has the database, and a cache of its own."""


@pytest.fixture
def player(db) -> User:
    return UserFactory(email="marta@example.com", display_name="Рыжая Марта")


@pytest.fixture
def visitor() -> Client:
    return Client()


@pytest.fixture
def signed_in(player) -> Client:
    client = Client()
    client.force_login(player)
    return client


@pytest.fixture
def later(monkeypatch):
    """Move the clock that codes are measured by."""
    real = time.time

    def move(seconds: float) -> None:
        monkeypatch.setattr(time, "time", lambda: real() + seconds)

    return move
