"""What a player wrote whose session is over: logging in carries it on."""

from __future__ import annotations

from django.http import HttpRequest

from responses.limits import TEXT_MAX


def keep_draft(request: HttpRequest, name: str) -> None:
    """Keep the text of a form that came without a session, for the page that follows the log-in."""
    text = request.POST.get("text", "")[:TEXT_MAX]
    if text:
        request.session[f"{name}-draft"] = text


def take_draft(request: HttpRequest, name: str) -> str:
    """Return what was kept, once; "" when there is nothing."""
    return str(request.session.pop(f"{name}-draft", ""))
