"""What the frame of every page needs: where the visitor stands, and what is new for them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

# The first prefix that fits names the place in the navigation.
SECTIONS = (
    ("/board/", "board"),
    ("/news/", "news"),
    ("/search/", "search"),
    ("/my/listings/new/", "write"),
    ("/my/listings/", "mine"),
    ("/my/responses/", "responses"),
    ("/my/", "me"),
    ("/players/", "me"),
    ("/accounts/", "me"),
)
NAMES = {"ru": "Русский", "en": "English"}


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return the frame of the page; its counts are asked for only where a template shows them."""
    if request.path.startswith("/cms/"):
        return {}
    return {"shell": frame(request)}


def frame(request: HttpRequest) -> dict[str, Any]:
    from notifications.selectors import unread_count
    from responses.selectors import new_responses_count

    user = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated
    return {
        "section": section_of(request.path),
        "signed_in": signed_in,
        "new_responses": SimpleLazyObject(lambda: new_responses_count(user)) if signed_in else 0,
        "unread_notifications": SimpleLazyObject(lambda: unread_count(user)) if signed_in else 0,
        "may_enter_cms": signed_in and SimpleLazyObject(lambda: user.has_perm("wagtailadmin.access_admin")),
        "base_url": settings.BASE_URL,
        "address": settings.BASE_URL + request.path,
        "moderators_address": settings.MODERATORS_EMAIL,
        "other_languages": [
            {"code": code, "name": NAMES[code]} for code, _ in settings.LANGUAGES if code != get_language()
        ],
    }


def section_of(path: str) -> str:
    return next((name for prefix, name in SECTIONS if path.startswith(prefix)), "")
