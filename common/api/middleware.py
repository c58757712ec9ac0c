"""Errors under /api/ that no REST view has seen (unknown address, crash) become problem documents."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from rest_framework.renderers import JSONRenderer

from common.api.problems import problem_page

PREFIX = "/api/"
CARRIED = ("Retry-After", "WWW-Authenticate", "Allow")


class ApiProblemMiddleware:
    """Replaces HTML error pages under /api/."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code < 400 or not request.path.startswith(PREFIX):
            return response
        if _is_json(response):
            return response
        headers = {name: response[name] for name in CARRIED if name in response}
        return problem_page(response.status_code, headers=headers)


def _is_json(response: HttpResponseBase) -> bool:
    """Tell whether the body is what its type says: the docs render errors in their own way, too."""
    renderer = getattr(response, "accepted_renderer", None)
    return "json" in response.get("Content-Type", "") and isinstance(renderer, JSONRenderer | None)
