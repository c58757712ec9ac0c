"""The button that copies a listing's line for the game's chat."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings
from django.urls import reverse

from ads.chat_line import chat_line
from ads.models import AdStatus, BoardEntry, BoardRules, Category

register = template.Library()


@register.inclusion_tag("ads/chat_line.html")
def line_for_chat(entry: BoardEntry) -> dict[str, Any]:
    """Offer the line of a live listing; of another one there is nothing to tell."""
    if entry.status != AdStatus.LIVE:
        return {}
    line = chat_line(
        title=entry.title,
        category=str(Category(entry.category).label),
        address=f"{settings.BASE_URL}{reverse('board:listing-by-id', args=[entry.pk])}",
        length=BoardRules.current().chat_line_length,
    )
    return {"line": line}
