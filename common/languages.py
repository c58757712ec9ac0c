"""The language that a browser reads the site in."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

A_YEAR = 365 * 86400


def keep_language(request: HttpRequest, response: HttpResponseBase, language: str) -> None:
    """Have the browser ask in this language from now on."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, language, max_age=A_YEAR, samesite="Lax", secure=request.is_secure()
    )
