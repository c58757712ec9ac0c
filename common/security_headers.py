"""What a browser may load, and from where."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

AnyResponse = TypeVar("AnyResponse", bound=HttpResponseBase)
# Wagtail's admin and the API's human docs bring inline scripts and styles of their own.
WIDER_PATHS = ("/cms/", "/api/v1/docs/")


class ContentSecurityPolicyMiddleware:
    """Sets Content-Security-Policy, Referrer-Policy, Permissions-Policy and X-Content-Type-Options.

    A response that brings its own policy (media, for example) keeps it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        frames = " ".join(settings.VIDEO_FRAME_HOSTS)
        self.public_policy = public_policy(frames)
        self.wider_policy = wider_policy(frames)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        policy = self.wider_policy if request.path.startswith(WIDER_PATHS) else self.public_policy
        headers = response.headers
        headers.setdefault("Content-Security-Policy", policy)
        # Video hosts refuse to play for a page that hides its origin from them.
        headers.setdefault("Referrer-Policy", "strict-origin-when-cross-origin")
        headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
        )
        headers.setdefault("X-Content-Type-Options", "nosniff")
        return response


def public_policy(frames: str) -> str:
    """Return the strict policy of every public page; `frames` are the video hosts."""
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; "
        f"frame-src {frames}; base-uri 'none'; form-action 'self'; object-src 'none'; frame-ancestors 'none'"
    )


def wider_policy(frames: str) -> str:
    """Return the policy of the CMS and the API docs: our own host still, but inline code works."""
    return (
        "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; media-src 'self'; font-src 'self' data:; connect-src 'self'; "
        f"worker-src 'self' blob:; manifest-src 'self'; frame-src 'self' {frames}; "
        "base-uri 'self'; form-action 'self'; object-src 'none'; frame-ancestors 'self'"
    )


def with_preview_policy(response: AnyResponse) -> AnyResponse:
    """Let the CMS frame a page that nobody else may frame."""
    policy = public_policy(" ".join(settings.VIDEO_FRAME_HOSTS))
    response["Content-Security-Policy"] = policy.replace("frame-ancestors 'none'", "frame-ancestors 'self'")
    return response
