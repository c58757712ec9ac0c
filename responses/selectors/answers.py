"""The answers that an author keeps ready."""

from __future__ import annotations

from accounts.models import User
from responses.models import CannedAnswers


def answers_of(user: User) -> list[str]:
    """Return a player's ready answers, in the player's order."""
    kept = CannedAnswers.objects.filter(owner=user).values_list("texts", flat=True).first()
    return kept or []
