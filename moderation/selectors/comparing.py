"""What an edit changes: Wagtail's own comparisons, field by field, without its page editor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from wagtail.admin import compare
from wagtail.models import Revision

from ads.models import AdPage

COMPARED: dict[str, type[compare.FieldComparison]] = {
    "title": compare.TextFieldComparison,
    "category": compare.ChoiceFieldComparison,
    "kind": compare.ChoiceFieldComparison,
    "server": compare.ForeignObjectComparison,
    "level": compare.ForeignObjectComparison,
    "hours": compare.FieldComparison,
    "slots": compare.FieldComparison,
    "week": compare.FieldComparison,
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
