"""Buttons of other apps' pages: hear nothing of a listing or a player."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import RequestContext

from accounts.models import User
from notifications.selectors import is_blocked, muted_listings

register = template.Library()


@register.inclusion_tag("notifications/block_form.html", takes_context=True)
def block_form(context: RequestContext, player: User) -> dict[str, Any]:
    """Let a signed-in reader block another player, or hear of the player again; one query."""
    reader = context.request.user
    other = reader if isinstance(reader, User) and reader.pk != player.pk else None
    return {
        "request": context.request,
        "player": player,
        "offered": other is not None,
        "is_blocked": other is not None and is_blocked(by=other, of=player),
    }


@register.inclusion_tag("notifications/mute_form.html", takes_context=True)
def mute_form(context: RequestContext, listing_id: int, title: str) -> dict[str, Any]:
    """Let a signed-in reader mute a listing, or hear of it again; one query per page."""
    request: Any = context.request
    muted = getattr(request, "muted_listings", None)
    if muted is None:
        muted = request.muted_listings = set(muted_listings(request.user))
    return {"request": request, "listing_id": listing_id, "title": title, "is_muted": listing_id in muted}
