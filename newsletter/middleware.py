"""Who was here: the segments of the newsletter ask for it."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from accounts.models import User
from newsletter import services

TOKEN_HEADER = "X-Session-Token"  # noqa: S105 (a header's name)


class VisitMiddleware:
    """Notes the day of a subscriber's visit once the answer is made: by then the API knows who asks."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES or TOKEN_HEADER in request.headers:
            user = request.user
            if isinstance(user, User) and response.status_code < 500:
                services.note_visit(by=user)
        return response
