"""Stopping letters of a kind from one of them: GET only asks; POST needs no log-in (RFC 8058)."""

from __future__ import annotations

from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.models import User
from notifications import services
from notifications.kinds import channel_of, label_of
from notifications.models import Channel
from notifications.selectors import chosen_channels
from notifications.stop_links import read_stop_token


@csrf_exempt  # Whoever has the letter may use its key; mail programs post without having seen a page.
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop_letters(request: HttpRequest, token: str) -> HttpResponse:
    """Ask, stop the letters, or take that back."""
    try:
        reader, kind = read_stop_token(token)
    except (BadSignature, User.DoesNotExist) as error:
        raise Http404("No such key.") from error
    undone = request.method == "POST" and "undo" in request.POST
    if request.method == "POST":
        services.set_channel(reader, kind, Channel.AT_ONCE if undone else Channel.SITE)
    context = {"label": label_of(kind), "undone": undone, "wanted": _gets_letters(reader, kind)}
    response = render(request, "notifications/stop.html", context)
    response["Referrer-Policy"] = "no-referrer"
    return response


def _gets_letters(reader: User, kind: str) -> bool:
    return channel_of(kind, chosen_channels(reader).get(kind)) in (Channel.AT_ONCE, Channel.DIGEST)
