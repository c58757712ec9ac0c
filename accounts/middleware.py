"""Per request: what the session has proved, the player's time zone, who is kept out, the door of the CMS, and
when to come back after too many tries.
"""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from accounts.time_zones import zone_named
from accounts.views.second_factor import lead_to_second_factor
from common.languages import keep_language

CMS = "/cms/"
API = "/api/"
Next = Callable[[HttpRequest], HttpResponseBase]


class TimeZoneMiddleware:
    """Shows times in the player's zone; a visitor without a session costs nothing and gets the board's."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
            return self.get_response(request)
        with timezone.override(zone_named(request.user.time_zone)):
            return self.get_response(request)


class LanguageMiddleware:
    """Has a browser read on in the language that who has just logged in there has chosen."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        chosen = getattr(request, "language_to_keep", None)
        if chosen and request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) != chosen:
            keep_language(request, response, chosen)
        return response


class PowerMiddleware:
    """Tells the player by which session they came: what it has proved decides what power it grants."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            request.user.came_by(request.session)
        return self.get_response(request)


class SuspensionMiddleware:
    """Leads a suspended player to the page that says why; nothing else of the site answers them.

    One who is about to be deleted finds nothing but the page that takes it back.
    """

    OPEN_TO_ALL = ("/my/standing/", "/accounts/logout/", "/static/", "/media/")
    OPEN_TO_LEAVERS = ("/my/settings/stay/", "/accounts/logout/", "/static/", "/media/")

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *args: object) -> HttpResponseBase | None:
        """Answer in the place of the view; the API says so itself."""
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
            return None
        if request.user.is_leaving:
            if request.path.startswith((API, *self.OPEN_TO_LEAVERS)):
                return None
            return redirect("accounts:stay")
        if not request.user.is_suspended or request.path.startswith((API, *self.OPEN_TO_ALL)):
            return None
        return redirect("standing:page")


class CmsDoorMiddleware:
    """Answers 403 to a player without the right to the CMS; Wagtail would send them round in circles.

    Staff who have yet to prove a second factor are led to where they do.
    """

    OPEN_TO_ALL = ("/cms/login/", "/cms/logout/", "/cms/password_reset/")

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *args: object) -> HttpResponseBase | None:
        """Close the door.

        Raises:
            PermissionDenied: signed in, and not staff.
        """
        if not request.path.startswith(CMS) or not request.user.is_authenticated:
            return None
        if not request.user.has_power:
            raise PermissionDenied
        if not request.user.is_power_held or request.path.startswith(self.OPEN_TO_ALL):
            return None
        return lead_to_second_factor(request)


class RetryAfterMiddleware:
    """Says when to come back: what our own limits noted, else a minute, as most of allauth's windows have."""

    SECONDS = 60

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code == HTTPStatus.TOO_MANY_REQUESTS:
            seconds = getattr(request, "retry_after", self.SECONDS)
            response.headers.setdefault("Retry-After", str(seconds))
        return response
