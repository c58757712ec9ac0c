"""What the CMS shows of a letter before it goes."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string

from common.security_headers import public_policy
from newsletter.compose.letter import Issue, compose_letter, without_unsubscribing

LETTER_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; "
    "frame-ancestors 'self'"
)


def preview_letter(issue: Issue) -> HttpResponse:
    """Show the HTML part as a mail program would, styles inlined."""
    response = HttpResponse(without_unsubscribing(compose_letter(issue).html))
    response["Content-Security-Policy"] = LETTER_POLICY
    return response


def preview_text(issue: Issue) -> HttpResponse:
    """Show the text part."""
    letter = compose_letter(issue)
    page = {"subject": letter.subject, "text": without_unsubscribing(letter.text)}
    response = HttpResponse(render_to_string("newsletter/preview_text.html", page))
    response["Content-Security-Policy"] = LETTER_POLICY
    return response


def with_preview_policy(response: HttpResponseBase) -> HttpResponseBase:
    """Let the CMS frame a page that nobody else may frame."""
    policy = public_policy(" ".join(settings.VIDEO_FRAME_HOSTS))
    response["Content-Security-Policy"] = policy.replace("frame-ancestors 'none'", "frame-ancestors 'self'")
    return response
