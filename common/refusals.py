"""Refusals inside somebody else's views, the CMS's above all, become messages instead of 500s."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable

from django.contrib import messages
from django.db import DataError
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBadRequest,
    HttpResponseNotAllowed,
    JsonResponse,
)
from django.shortcuts import redirect, render

from common.errors import DomainError, TooMany
from common.way_back import address_here

logger = logging.getLogger(__name__)

# What JSON can say and nobody can read: brackets without end, half a character (`"\ud800"`).
UNREADABLE = (RecursionError, UnicodeEncodeError)
# What Django and the database say to an address that holds no key where Wagtail looks for one.
NO_KEY = re.compile("expected a number but got|cannot contain NUL")
CMS = "/cms/"
# Where programs ask, and the CMS, whose pages are its own.
NO_PAGES = ("/api/", "/_allauth/", CMS, "/media/", "/healthz", "/readyz")


class RefusalMiddleware:
    """Say why a verb refused, and lead back to where the person came from.

    A wrong method is answered with a page of ours instead of with nothing, but where programs ask.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_bare = isinstance(response, HttpResponseNotAllowed) and not response.content
        if is_bare and not request.path.startswith(NO_PAGES):
            return _only_by_button(request, allow=response["Allow"])
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer a refusal that no view of ours has caught; other errors stay errors.

        Raises:
            Http404: an address of the CMS asks for a row by what can't be its key.
        """
        if isinstance(exception, TooMany):
            return _later(request, exception)
        if isinstance(exception, UNREADABLE) and request.content_type == "application/json":
            logger.warning("JSON refused at %s: %s", request.path, type(exception).__name__)
            return HttpResponseBadRequest()
        if _asks_by_no_key(request, exception):
            raise Http404 from exception
        if not isinstance(exception, DomainError):
            return None
        messages.error(request, str(exception))
        start = CMS if request.path.startswith(CMS) else "/"
        back = address_here(request, request.META.get("HTTP_REFERER", "")) or start
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            # Wagtail's dialogs follow this to a page that shows the message.
            return JsonResponse({"step": "success", "redirect": back})
        return redirect(back)


def _asks_by_no_key(request: HttpRequest, exception: Exception) -> bool:
    """Tell whether Wagtail broke over a made-up address; what is sent to it is its forms' matter."""
    is_address = request.method in ("GET", "HEAD") and request.path.startswith(CMS)
    return (
        is_address and isinstance(exception, ValueError | DataError) and bool(NO_KEY.search(str(exception)))
    )


def _later(request: HttpRequest, refusal: TooMany) -> HttpResponse:
    """Answer 429 and say when to come back."""
    answer = render(request, "429.html", {"message": str(refusal)}, status=429)
    answer["Retry-After"] = str(refusal.retry_after)
    return answer


def _only_by_button(request: HttpRequest, *, allow: str) -> HttpResponse:
    """Answer 405 in the site's look; which methods the address takes stays said."""
    answer = render(request, "405.html", status=405)
    answer["Allow"] = allow
    return answer
