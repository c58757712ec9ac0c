"""A listing in short, beside its text."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context
from django.utils.translation import gettext as _

from accounts.models import User
from ads.models import AdPage
from ads.selectors.board import BoardFilters
from ads.selectors.facts import FactChoices, facts_for

register = template.Library()


@register.inclusion_tag("ads/facts.html", takes_context=True)
def facts_panel(context: Context, ad: AdPage) -> dict[str, Any]:
    """Show the facts of the game, and to a signed-in reader the hours in common; no query as a rule."""
    reader = getattr(context["request"], "user", None)
    return {"facts": facts_for(ad, reader=reader if isinstance(reader, User) else None)}


@register.simple_tag
def fact_selects(choices: FactChoices, filters: BoardFilters) -> list[dict[str, Any]]:
    """Return the selects of a filter; a fact without choices has none."""
    labels = {"server": _("Server"), "level": _("Level"), "hours": _("When, roughly")}
    found = []
    for fact, label in labels.items():
        chosen = getattr(filters, fact)
        offered = choices.offered(fact, keep=[chosen])
        if offered:
            found.append({"name": fact, "label": label, "chosen": chosen, "offered": offered})
    return found
