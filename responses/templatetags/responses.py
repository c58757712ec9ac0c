"""The responses' part of a listing's page."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import template
from django.template import Context
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe

from ads.models import AdStatus, BoardEntry, Category
from content.plain import shorten
from responses.limits import TEXT_MAX
from responses.models import Response, ResponseStatus
from responses.selectors import (
    STATES,
    Inbox,
    latest_of,
    new_count,
    standing_towards,
    unread_messages,
    waiting_count,
)

register = template.Library()
OPTION_MAX = 60
SELECTED = mark_safe(" selected")


@register.inclusion_tag("responses/panel.html", takes_context=True)
def respond_panel(context: Context, entry: BoardEntry) -> dict[str, Any]:
    """Show what the reader may do about responding: two queries at most, none for a visitor."""
    return _standing(context, entry)


@register.inclusion_tag("responses/shortcut.html", takes_context=True)
def respond_shortcut(context: Context, entry: BoardEntry) -> dict[str, Any]:
    """Show the button that leads to the panel; shares the panel's queries."""
    return _standing(context, entry)


@register.inclusion_tag("responses/inbox_words.html")
def inbox_words(*, wrote_nothing: bool = False) -> dict[str, Any]:
    """Hand the inbox's script its words, in the reader's language; others to who has no listings."""
    return {
        "wrote_nothing": wrote_nothing,
        "tabs": ("unread", *STATES),
        "response_states": ResponseStatus.choices,
        "listing_states": AdStatus.choices,
        "categories": Category.choices,
    }


@register.simple_tag
def listing_options(inbox: Inbox) -> str:
    """Offer the ads that were answered; there may be hundreds, and a template's loop is slow."""
    chosen = inbox.filters.listing_id
    return format_html_join(
        "",
        '<option value="{}"{}>{} ({})</option>',
        (
            (ad.pk, SELECTED if ad.pk == chosen else "", shorten(ad.title, OPTION_MAX), ad.count)
            for ad in inbox.numbers.listings
        ),
    )


@register.simple_tag
def players_waiting(entry: BoardEntry) -> int:
    """Count the players who wait for an answer; one query."""
    return waiting_count(ad_id=entry.pk)


@register.simple_tag(takes_context=True)
def new_messages(context: Context) -> int:
    """Count what is new in the reader's conversations; one query."""
    return unread_messages(context["request"].user)


@register.filter
def quoted(text: str) -> str:
    """Quote a player's words in a plain-text letter, so that they can't pass for ours."""
    return "\n".join(f"> {line}".rstrip() for line in text.splitlines())


def _standing(context: Context, entry: BoardEntry) -> dict[str, Any]:
    """Collect how the reader stands to the ad, once per page."""
    kept: dict[str, Any] | None = context.render_context.get("respond_panel")
    if kept is not None:
        return kept
    user = context["request"].user
    is_own = user.is_authenticated and entry.author_id == user.pk
    asks = user.is_authenticated and not is_own
    mine: Response | None = latest_of(user=user, ad_id=entry.pk) if asks else None
    towards = standing_towards(ad_id=entry.pk, author_id=entry.author_id, player=user) if asks else None
    standing = {
        "entry": entry,
        "reader": user,
        "is_visitor": not user.is_authenticated,
        "is_own": is_own,
        "takes_responses": entry.is_open and not (towards and towards.is_blocked),
        "helps": bool(towards and towards.helps and not towards.is_blocked),
        "new": new_count(user, ad_id=entry.pk) if is_own and entry.response_count else 0,
        "mine": mine,
        "state": mine.visible_status if mine else "",
        "text_max": TEXT_MAX,
        "nonce": uuid4(),
    }
    context.render_context["respond_panel"] = standing
    return standing
