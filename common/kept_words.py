"""What a browser keeps of a text field until the server has it (keep.ts): told apart, and let go."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

COOKIE = "words-taken"
SECONDS = 3600


def field_name(form: str, of: int) -> str:
    """Name the text field of a form about one thing: `answer-12`."""
    return f"{form}-{of}"


def say_taken(request: HttpRequest, answer: HttpResponse, *names: str) -> HttpResponse:
    """Let the browser forget what it kept of these fields; return the answer."""
    secure = request.is_secure()
    answer.set_cookie(COOKIE, ".".join(names), max_age=SECONDS, samesite="Lax", secure=secure)
    return answer
