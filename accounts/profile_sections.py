"""Sections of a player's public page: upper apps add rendered HTML, such as the live listings."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.utils.safestring import SafeString

from accounts.models import User

Section = Callable[[User, HttpRequest], list[SafeString]]
_sections: list[Section] = []


def register(section: Section) -> None:
    """Add a section; called as `section(user, request)`, it returns rendered pieces, or none."""
    if section not in _sections:
        _sections.append(section)


def render_sections(user: User, request: HttpRequest) -> list[SafeString]:
    """Return everything the apps above have to show about a player."""
    return [piece for section in _sections for piece in section(user, request)]
