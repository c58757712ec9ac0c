"""The way to the moderators from pages of other apps."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import RequestContext
from django.urls import reverse
from django.utils.translation import gettext

from accounts.models import User

register = template.Library()


@register.inclusion_tag("moderation/flag_link.html", takes_context=True)
def flag_link(context: RequestContext, kind: str, pk: int, author: User) -> dict[str, Any]:
    """Link to the page on which others than the author flag this; visitors are asked to sign in there."""
    return {
        "offered": context.request.user.pk != author.pk,
        "url": reverse("flags:flag", args=[kind, pk]),
        "name": gettext("Flag: %(what)s") % {"what": author},
    }
