"""Doors that take POST alone: whoever was signed out meanwhile logs in and stands before the button again."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import resolve_url
from django.views.decorators.http import require_POST

from common.way_back import address_here

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def signed_in_post(view: View) -> View:
    """Let a POST of somebody signed in pass; the log-in of others leads back to the page of the button.

    Never to the view itself, as `login_required` does: it takes no GET, which is what follows a log-in.
    """

    @require_POST
    @wraps(view)
    def door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(page_of_the_button(request))
        return view(request, *args, **kwargs)

    return cast("View", door)


def page_of_the_button(request: HttpRequest) -> str:
    """Return the page that the form was sent from; without it where the form says to go on, or home."""
    for wanted in (request.headers.get("Referer", ""), str(request.POST.get("next", ""))):
        page = urlsplit(address_here(request, wanted) or "")
        if page.path and page.path != request.path:
            return f"{page.path}?{page.query}" if page.query else page.path
    return resolve_url(settings.LOGIN_REDIRECT_URL)
