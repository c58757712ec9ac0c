"""What the CMS shows of a letter before it goes."""

from __future__ import annotations

from django.http import HttpResponse
from django.template.loader import render_to_string

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
