"""What an edit changes: Wagtail's own comparisons, field by field, without its page editor."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Field
from django.utils.safestring import SafeString
from wagtail.admin import compare
from wagtail.models import Revision

from ads.models import AdPage
from ads.selectors.facts import facts_for
from common.week_words import week_in_words


def _hours(text: AdPage) -> list[str]:
    return facts_for(text, reader=None).hours


def _places(text: AdPage) -> list[str]:
    return [str(slot.needs) for slot in text.roster.slots]


def _week(text: AdPage) -> list[str]:
    facts = facts_for(text, reader=None)
    return [*week_in_words(facts.week).split("; "), facts.place] if facts.week else []


SAID: dict[str, Callable[[AdPage], list[str]]] = {"hours": _hours, "slots": _places, "week": _week}


class SaidInWords(compare.FieldComparison):
    """Compares what readers see of a value that is kept as keys or digits, part by part."""

    def __init__(self, field: Field[Any, Any], before: AdPage, after: AdPage) -> None:
        self.field = field
        self.val_a, self.val_b = (SAID[field.name](text) for text in (before, after))

    def htmldiff(self) -> SafeString:
        gone = [("deletion", part) for part in self.val_a if part not in self.val_b]
        come = [("equal" if part in self.val_a else "addition", part) for part in self.val_b]
        shown: SafeString = compare.TextDiff([*gone, *come], separator=" · ").to_html()
        return shown


COMPARED: dict[str, type[compare.FieldComparison]] = {
    "title": compare.TextFieldComparison,
    "category": compare.ChoiceFieldComparison,
    "kind": compare.ChoiceFieldComparison,
    "server": compare.ForeignObjectComparison,
    "level": compare.ForeignObjectComparison,
    "hours": SaidInWords,
    "slots": SaidInWords,
    "week": SaidInWords,
    "body": compare.StreamFieldComparison,
}


@dataclass(frozen=True, slots=True)
class Change:
    """One field that differs, marked up by Wagtail with what went and what came."""

    label: str
    html: SafeString


def text_at(ad: AdPage, revision_id: int | None) -> AdPage | None:
    """Return the ad as a revision has it; None for one that is gone."""
    revision = Revision.objects.for_instance(ad).filter(pk=revision_id).first()
    if revision is None:
        return None
    text: AdPage = revision.as_object()
    return text


def changes(before: AdPage, after: AdPage) -> list[Change]:
    """Return what differs between two texts of an ad."""
    compared: list[Any] = [
        comparison(AdPage._meta.get_field(name), before, after) for name, comparison in COMPARED.items()
    ]
    return [Change(str(one.field_label()), one.htmldiff()) for one in compared if one.has_changed()]
