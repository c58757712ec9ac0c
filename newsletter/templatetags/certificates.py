"""The signed dry run on a mailing's page in the CMS."""

from __future__ import annotations

from typing import Any

from django import template

from newsletter.models import Mailing
from newsletter.selectors.certificate import certificate_of

register = template.Library()


@register.inclusion_tag("newsletter/cms/certificate.html")
def certificate(mailing: Mailing) -> dict[str, Any]:
    """Show what was signed for a mailing beside what became of it; nothing where nobody signed."""
    return {"certificate": certificate_of(mailing)}
