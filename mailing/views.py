"""The development mailbox: what the site mailed, for whoever tries it on their own machine."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from common.security_headers import public_policy
from mailing import mailbox

SHOWN = 200
PUBLIC_FIELDS = ("to", "subject", "text", "html", "headers", "date")
# The letter's own policy: its pictures and inlined styles, nothing else; links open in a tab of their own.
LETTER_POLICY = (
    "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; frame-ancestors 'self'; "
    "sandbox allow-popups allow-popups-to-escape-sandbox"
)


@never_cache
@require_safe
def mail(request: HttpRequest) -> HttpResponse:
    """List the newest letters; `?format=json` gives them whole, `?to=` one reader's."""
    _only_in_development()
    reader = request.GET.get("to", "").strip()
    if request.GET.get("format") == "json":
        letters = mailbox.newest_letters(to=reader)
        return JsonResponse([{field: one[field] for field in PUBLIC_FIELDS} for one in letters], safe=False)
    letters = mailbox.newest_letters(to=reader, limit=SHOWN)
    return render(request, "mailing/mailbox.html", {"letters": map(_dated, letters), "reader": reader})


@never_cache
@require_safe
def letter(request: HttpRequest, name: str) -> HttpResponse:
    """Show one letter: its HTML part in a frame of its own, its text part, its headers."""
    response = render(request, "mailing/mailbox_letter.html", {"letter": _dated(_letter_or_404(name))})
    response.headers["Content-Security-Policy"] = public_policy("'self'")
    return response


@never_cache
@require_safe
@xframe_options_sameorigin
def letter_html(request: HttpRequest, name: str) -> HttpResponse:
    """Serve the HTML part as its reader's mail program would show it."""
    html = str(_letter_or_404(name)["html"])
    html = html.replace("<head>", '<head><base target="_blank">', 1)
    return HttpResponse(html, headers={"Content-Security-Policy": LETTER_POLICY})


def _letter_or_404(name: str) -> dict[str, object]:
    _only_in_development()
    found = mailbox.find_letter(name)
    if found is None:
        raise Http404
    return found


def _dated(letter: dict[str, object]) -> dict[str, object]:
    return {**letter, "date": datetime.fromisoformat(str(letter["date"]))}


def _only_in_development() -> None:
    """Hold the door even if the addresses are included elsewhere: letters hold codes."""
    if not settings.DEV_MAILBOX:
        raise Http404
