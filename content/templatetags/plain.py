"""Players' plain text in templates."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from content.plain_links import plain_html

register = template.Library()


@register.filter
def paragraphs(text: str) -> SafeString:
    """Show a player's plain text as paragraphs with safe links."""
    return plain_html(text)
