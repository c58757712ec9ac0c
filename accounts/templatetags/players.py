"""What players write to each other, as plain text."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from accounts.models import User
from content.plain_links import plain_html

register = template.Library()


@register.filter
def said_by(text: str, author: User) -> SafeString:
    """Show what a player wrote in paragraphs; a new player's links are held."""
    return plain_html(text, held=author.links_are_held)
