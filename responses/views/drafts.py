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


def keep_draft(request: HttpRequest, name: str, fields: tuple[str, ...] = ("text",)) -> None:
    """Keep what a form said that came without a session, for the page that follows the log-in.

    The newest few are kept, and nothing of an address that sends one after the other.
    """
    typed = {field: request.POST.get(field, "")[:KEPT] for field in fields}
    if not any(typed.values()):
        return
    with suppress(TooMany):
        spend(request, "kept-draft")
        kept = {**request.session.get(KEY, {})}
        kept.pop(name, None)
        request.session[KEY] = dict([*kept.items(), (name, typed)][-MOST:])


def take_fields(request: HttpRequest, name: str) -> dict[str, str]:
    """Return the fields that were kept, once; none when there is nothing."""
    kept = request.session.get(KEY, {})
    if name not in kept:
        return {}
    request.session[KEY] = {other: typed for other, typed in kept.items() if other != name}
    typed = kept[name]
    # A session of the release before holds the text alone.
    return dict(typed) if isinstance(typed, dict) else {"text": str(typed)}


def take_draft(request: HttpRequest, name: str) -> str:
    """Return the text that was kept, once; "" when there is nothing."""
    return take_fields(request, name).get("text", "")
