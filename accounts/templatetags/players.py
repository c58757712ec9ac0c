"""What players write to each other, as plain text."""

from __future__ import annotations

from django import template
from django.utils.html import escape, linebreaks, urlize
from django.utils.safestring import SafeString, mark_safe

from accounts.models import User

register = template.Library()


@register.filter
def said_by(text: str, author: User) -> SafeString:
    """Show what a player wrote in paragraphs; addresses are links, but not in a new player's words."""
    is_new = author.trust == User.Trust.NEW
    words = escape(text) if is_new else urlize(text, nofollow=True, autoescape=True)
    return mark_safe(linebreaks(words))  # noqa: S308 - escaped by either
