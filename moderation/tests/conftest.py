"""A browser that asks for English, and who decides."""

from __future__ import annotations

import pytest
from django.test import Client

from accounts.models import User
from accounts.tests.factories import UserFactory


@pytest.fixture
def client() -> Client:
    return Client(headers={"accept-language": "en"})


@pytest.fixture
def moderator(db: None) -> User:
    return UserFactory(moderator=True)
