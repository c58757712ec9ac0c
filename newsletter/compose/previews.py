"""What the CMS shows of a letter before it goes."""

from __future__ import annotations

from django.http import HttpResponse
from django.template.defaultfilters import filesizeformat
from django.template.loader import render_to_string

from newsletter.compose.letter import Issue, compose_letter, without_unsubscribing

# Gmail shows no more of a letter than this.
LARGE_BYTES = 100 * 1024
LETTER_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; "
    "frame-ancestors 'self'"
)
DARK = "(prefers-color-scheme: dark)"


def preview_letter(issue: Issue, *, dark: bool) -> HttpResponse:
    """Show the HTML part as a mail program would, styles inlined, in one theme whatever the browser's is."""
    letter = compose_letter(issue)
    html = without_unsubscribing(letter.html).replace(DARK, "all" if dark else "not all")
    html = html.replace('content="light dark"', f'content="{"dark" if dark else "light"}"')
    note = render_to_string("newsletter/preview_size.html", size_of(letter.html))
    head, body, rest = html.partition("<body")
    opening, end, content = rest.partition(">")
    response = HttpResponse(f"{head}{body}{opening}{end}{note}{content}")
    response["Content-Security-Policy"] = LETTER_POLICY
    return response


def preview_text(issue: Issue) -> HttpResponse:
    """Show the text part."""
    letter = compose_letter(issue)
    page = {"subject": letter.subject, "text": without_unsubscribing(letter.text)}
    response = HttpResponse(render_to_string("newsletter/preview_text.html", page))
    response["Content-Security-Policy"] = LETTER_POLICY
    return response


def size_of(html: str) -> dict[str, object]:
    """Say how large a letter is, and whether that is too much for some mail programs."""
    size = len(html.encode())
    return {"size": filesizeformat(size), "is_large": size > LARGE_BYTES}
