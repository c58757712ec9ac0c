"""The frame of a page as templates read it; nothing is asked of the database until they do."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import get_language

from accounts.models import User
from accounts.selectors import may_enter_cms
from mailing.suspension import suspended
from notifications.selectors import unread_count
from responses.selectors import new_count

# The first prefix that fits names the place in the navigation.
SECTIONS = (
    ("/board/", "board"),
    ("/news/", "news"),
    ("/search/", "search"),
    ("/my/listings/new/", "write"),
    ("/my/listings/", "mine"),
    ("/my/responses/", "responses"),
    ("/my/messages/", "responses"),
    ("/my/standing/", "standing"),
    ("/my/", "me"),
    ("/players/", "me"),
    ("/accounts/", "me"),
)
NAMES = {"ru": "Русский", "en": "English"}


class Shell:
    """What is around a page's own content."""

    base_url: str = settings.BASE_URL
    moderators_address: str = settings.MODERATORS_EMAIL

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        # A request that failed early has no user yet.
        user = getattr(request, "user", None)
        self.user: User | None = user if user is not None and user.is_authenticated else None

    @property
    def section(self) -> str:
        """The part of the navigation that the page belongs to."""
        return next((name for prefix, name in SECTIONS if self.request.path.startswith(prefix)), "")

    @property
    def address(self) -> str:
        """The page's one public address."""
        return self.base_url + self.request.path

    @property
    def other_languages(self) -> list[dict[str, str]]:
        return [
            {"code": code, "name": NAMES[code]} for code, _ in settings.LANGUAGES if code != get_language()
        ]

    @property
    def signed_in(self) -> bool:
        return self.user is not None

    @cached_property
    def new_responses(self) -> int:
        return new_count(self.user) if self.user else 0

    @cached_property
    def unread_notifications(self) -> int:
        return unread_count(self.user) if self.user else 0

    @cached_property
    def address_suspended(self) -> bool:
        """Whether the reader's address refused so many letters that none go there any more."""
        return self.user is not None and suspended(self.user.email) is not None

    @property
    def may_not_write(self) -> bool:
        """Whether the reader has to hear that writing is closed; not on the page that explains it."""
        user = self.user
        if user is None or user.is_suspended or self.section == "standing":
            return False
        return user.is_muted or user.waits_since is not None

    @cached_property
    def may_enter_cms(self) -> bool:
        return self.user is not None and may_enter_cms(self.user)
