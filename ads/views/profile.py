"""The author's live listings on the public profile."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from accounts.models import User
from ads import selectors

SHOWN = 10


def live_listings(user: User, request: HttpRequest) -> list[SafeString]:
    """Draw the newest ten; one query."""
    found = selectors.board_slice(filters=selectors.BoardFilters(author_id=user.pk), size=SHOWN)
    if not found.cards:
        return []
    return [render_to_string("ads/profile_section.html", {"cards": found.cards}, request)]
