"""Listings as JSON."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from ads.api.facts import facts_json
from ads.models import AdPage, BoardEntry, PendingEdit
from ads.selectors.cards import Card
from ads.selectors.listing import Listing
from content.render import render_text
from content.stored_text import StoredText
from content.stream_to_html import stream_to_html, text_to_html


def card_json(card: Card) -> dict[str, Any]:
    """One listing of a list."""
    return {
        "id": card.id,
        "title": card.title,
        "category": card.category,
        "kind": card.kind,
        "excerpt": card.excerpt,
        "picture": absolute(card.picture_url) if card.picture_url else None,
        "slots": card.slots,
        "is_full": card.is_full,
        "author": {"id": card.author_id, "display_name": card.author_name, "url": absolute(card.author_url)},
        "url": absolute(card.url),
        "status": card.status,
        "response_count": card.response_count,
        "published_at": card.published_at,
        "bumped_at": card.bumped_at,
        "expires_at": card.expires_at,
        "before_patch": card.before_patch or None,
    }


def listing_json(listing: Listing, *, host: str) -> dict[str, Any]:
    """One listing with its text: `html` as the page on `host` shows it, `body` as the editor takes it."""
    entry, text, body = listing.entry, listing.text, StoredText.read(listing.text.body)
    data = _entry_json(entry, text) | _roster_json(listing)
    data |= {"facts": facts_json(text), "html": render_text(body, host=host)}
    if listing.is_own:
        data["body"] = text_to_html(body)
        data["pending"] = _pending_json(entry)
    return data


def _entry_json(entry: BoardEntry, text: AdPage) -> dict[str, Any]:
    author, patch = entry.author, entry.before_patch
    return {
        "id": entry.pk,
        "title": text.title,
        "category": text.category,
        "kind": text.kind,
        "excerpt": entry.excerpt,
        "picture": absolute(entry.picture_url) if entry.picture_url else None,
        "author": {
            "id": author.pk,
            "display_name": author.display_name,
            "url": absolute(author.get_absolute_url()),
        },
        "url": absolute(entry.url),
        "status": entry.status,
        "response_count": entry.response_count,
        "published_at": entry.published_at,
        "bumped_at": entry.bumped_at,
        "expires_at": entry.expires_at,
        "before_patch": patch.name if patch else None,
    }


def _roster_json(listing: Listing) -> dict[str, Any]:
    roster = listing.roster
    return {"slots": roster.as_rows(), "is_full": roster.is_full}


def _pending_json(entry: BoardEntry) -> dict[str, Any] | None:
    """The edit of a live listing that isn't published, for its author."""
    if entry.pending == PendingEdit.NONE:
        return None
    text: AdPage = entry.ad.latest_text()
    return {
        "status": entry.pending,
        "title": text.title,
        "category": text.category,
        "kind": text.kind,
        "slots": text.slots,
        "facts": facts_json(text),
        "body": stream_to_html(text.body),
    }


def absolute(path: str) -> str:
    """Return the full address; media on another host keep theirs."""
    return path if "://" in path else f"{settings.BASE_URL}{path}"
