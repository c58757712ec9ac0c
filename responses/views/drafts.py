"""What a player wrote whose session is over: logging in carries it on."""

from __future__ import annotations

from contextlib import suppress

from django.http import HttpRequest

from common.errors import TooMany
from common.limits import spend
from responses.limits import TEXT_MAX

KEY = "kept-drafts"
# A visitor's session is anybody's to fill: so many texts, as those of one who came back to several tabs.
MOST = 3
# More than fits into a response: what is too long comes back whole, and is said to be.
KEPT = 5 * TEXT_MAX


def keep_draft(request: HttpRequest, name: str) -> None:
    """Keep the text of a form that came without a session, for the page that follows the log-in.

    The newest few are kept, and nothing of an address that sends one after the other.
    """
    text = request.POST.get("text", "")[:KEPT]
    if not text:
        return
    with suppress(TooMany):
        spend(request, "kept-draft")
        kept = {**request.session.get(KEY, {})}
        kept.pop(name, None)
        request.session[KEY] = dict([*kept.items(), (name, text)][-MOST:])


def take_draft(request: HttpRequest, name: str) -> str:
    """Return what was kept, once; "" when there is nothing."""
    kept = request.session.get(KEY, {})
    if name not in kept:
        return ""
    request.session[KEY] = {other: text for other, text in kept.items() if other != name}
    return str(kept[name])
