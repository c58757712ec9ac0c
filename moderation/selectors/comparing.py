"""What an edit changes: Wagtail's own comparisons, field by field, without its page editor."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Field
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from wagtail.admin import compare
from wagtail.models import Revision

from ads.models import AdPage
from ads.selectors.facts import facts_for
from common.week_words import week_in_words
from content.plain import document_text
from content.stream_to_document import block_to_document

# What Wagtail marks: escaped words without an element in them.
MARKED = re.compile(r'<span class="(deletion|addition)">([^<]*)</span>')
ELEMENTS = {"deletion": "del", "addition": "ins"}


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


class Lines(compare.BlockComparison):
    """Compares the words of a block, a line for each paragraph, item or row: Wagtail runs them together."""

    def htmlvalue(self, val: Any) -> SafeString:
        return conditional_escape(self._words(val))

    def htmldiff(self) -> SafeString:
        shown: SafeString = compare.diff_text(self._words(self.val_a), self._words(self.val_b)).to_html()
        return shown

    def _words(self, value: Any) -> str:
        block = block_to_document(self.block.name, value)
        return document_text([block]) if block is not None else ""


class BlocksInLines(compare.StreamBlockComparison):
    """Compares a stream block by block; pictures and videos, which have few words, as Wagtail does."""

    def get_block_comparisons(self) -> list[Any]:
        return [
            Lines(one.block, one.exists_a, one.exists_b, one.val_a, one.val_b)
            if one.block.name in IN_LINES
            else one
            for one in super().get_block_comparisons()
        ]


IN_LINES = ("text", "heading", "quote", "table")


class Body(compare.StreamFieldComparison):
    """Compares the text itself."""

    def htmldiff(self) -> SafeString:
        shown: SafeString = BlocksInLines(
            self.field.stream_block, True, True, self.val_a, self.val_b
        ).htmldiff()
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
    "body": Body,
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
    return [
        Change(str(one.field_label()), told_apart(one.htmldiff())) for one in compared if one.has_changed()
    ]


def told_apart(html: SafeString) -> SafeString:
    """Mark what went and what came with the elements that say so, and never one right behind the other."""
    marked = MARKED.sub(lambda found: _element(found[1], found[2]), html)
    apart = re.sub(r"(</(?:del|ins)>)(?=<(?:del|ins) )", r"\1 ", marked)
    return mark_safe(apart)  # noqa: S308 (Wagtail has escaped the words)


def _element(kind: str, words: str) -> str:
    return f'<{ELEMENTS[kind]} class="{kind}">{words}</{ELEMENTS[kind]}>'
