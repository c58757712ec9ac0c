"""A kind of notification for tests, and how to tell of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from accounts.models import User
from accounts.tests.factories import UserFactory
from mailing.letters import Letter
from notifications import kinds, letters, services
from notifications.services import telling

KIND = "test-kind"


def plain(template: str, context: dict[str, Any], language: str) -> Letter:
    """Stand in for a template: what it is about, line by line."""
    lines = [str(event["who"]) for event in context.get("events", ())] or [str(context.get("who", ""))]
    return Letter(f"{template} {language}", "\n".join(lines))


@pytest.fixture
def kind(db, monkeypatch) -> str:
    """A kind whose events are gathered; what a guard says of each is in `objections`, by key."""
    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))
    monkeypatch.setattr(telling, "render_letter", plain)
    monkeypatch.setattr(letters, "render_letter", plain)
    kinds.register(
        KIND,
        "Tests",
        "%(who)s tested",
        guard=lambda letter: OBJECTIONS.get(letter.key),
        gathered="%(count)d tests",
        gathered_letter="tests/gathered",
        about=kinds.About.PEOPLE,
    )
    OBJECTIONS.clear()
    return KIND


OBJECTIONS: dict[str, str] = {}


@pytest.fixture
def player(db) -> User:
    return UserFactory()


@pytest.fixture
def tell(kind, player) -> Callable[..., None]:
    """Tell the player of event number so and so of a group."""

    def tell(number: int, **more: Any) -> None:
        fields = {"context": {"who": f"№{number}"}, "url": "/board/", "letter": "tests/one", "group": "g"}
        services.notify(recipient=player, kind=kind, key=f"{kind}:{number}", **(fields | more))

    return tell
