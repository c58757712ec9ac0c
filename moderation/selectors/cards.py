"""A case with everything that its decision needs, on one page."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from ads.models import VISIBLE_STATUSES, AdPage, BoardEntry
from ads.selectors.facts import ListingFacts, facts_for
from content.plain import document_text
from content.render import render_stream
from content.said import said_in
from content.stream_to_document import block_to_document
from moderation.models import Appeal, CannedReason, Case, Flag, ModerationRules, WatchedWord
from moderation.selectors.comparing import Change, changes, text_at
from moderation.selectors.marking import in_context, marked, marked_html
from moderation.selectors.queue import holder_of
from moderation.selectors.records import Record, ReporterRecord, records_of, reporter_records
from moderation.selectors.subjects import text_of
from moderation.selectors.watched import matcher_in_force
from moderation.subjects import Subject
from moderation.watching import Hit

BLOCK_BEGINNING = 60


@dataclass(frozen=True, slots=True)
class ShownFlag:
    """A flag with what is known of who made it; the text is there where it differs from an earlier one's."""

    flag: Flag
    record: ReporterRecord | None
    pinned: SafeString | str


@dataclass(frozen=True, slots=True)
class ShownRule:
    """A rule about words that the text meets, and where."""

    rule: WatchedWord
    places: list[SafeString]


@dataclass(slots=True)
class Card:
    """`text` is the listing to be decided, `changes` what it changes; `flags` are of what is flagged."""

    case: Case
    record: Record
    late_after: datetime
    holder: str
    reasons: list[CannedReason]
    text: AdPage | None = None
    facts: ListingFacts | None = None
    body: SafeString | str = ""
    blocks: list[tuple[str, str]] = field(default_factory=list)
    title: SafeString | str = ""
    rules: list[ShownRule] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    flags: list[ShownFlag] = field(default_factory=list)
    has_changed: bool = False
    appeal: Appeal | None = None
    in_editor: bool = False
    # Where everybody finds it; "" where nobody does.
    url: str = ""

    @property
    def is_late(self) -> bool:
        return self.case.since < self.late_after


def card_of(case_id: int, *, host: str) -> Card:
    """Return the card of a case, be it decided or not.

    Raises:
        Case.DoesNotExist: there is no such case.
    """
    case = Case.objects.select_related("author", "claimed_by", "decided_by").get(pk=case_id)
    now = timezone.now()
    card = Card(
        case=case,
        record=records_of([case.author_id])[case.author_id],
        late_after=now - ModerationRules.current().target,
        holder=holder_of(case, now),
        # They speak of listings.
        reasons=list(CannedReason.objects.all()[:9]) if case.subject_type == Subject.LISTING else [],
    )
    entry = _entry_of(case)
    if entry is not None:
        card.in_editor = True
        card.url = entry.url if entry.status in VISIBLE_STATUSES else ""
        if case.revision_id is not None:
            _show_review(card, entry.ad, host)
    if case.kind == Case.Kind.FLAG:
        _show_flags(card, entry)
    if case.kind == Case.Kind.APPEAL:
        appeals = Appeal.objects.select_related("sanction__given_by")
        card.appeal = appeals.filter(sanction=case.subject_id).first()
    return card


def _entry_of(case: Case) -> BoardEntry | None:
    if case.subject_type != Subject.LISTING:
        return None
    entries = BoardEntry.objects.select_related("ad").defer("search", "search_text")
    return entries.filter(pk=case.subject_id).first()


def _show_review(card: Card, ad: AdPage, host: str) -> None:
    """Show the text; of an edit what it changes."""
    card.text = text_at(ad, card.case.revision_id)
    if card.text is None:
        return
    # As a visitor reads it: whoever moderates needn't live by the author's clocks.
    card.facts = facts_for(card.text, reader=None)
    card.body = render_stream(card.text.body, host=host)
    _show_watched(card, card.text)
    card.blocks = list(block_names(card.text))
    base = text_at(ad, card.case.base_revision_id) if card.case.base_revision_id else None
    if base is not None:
        card.changes = changes(base, card.text)


def _show_watched(card: Card, text: AdPage) -> None:
    """Say which rules about words the text meets by now, and mark the words."""
    matcher, said = matcher_in_force(), f"{text.title}\n{said_in(text.body)}"
    places: dict[int, list[Hit]] = {}
    for hit in matcher.find(said):
        places.setdefault(hit.rule.pk or 0, []).append(hit)
    card.title = marked(text.title, matcher)
    if places:
        card.body = marked_html(card.body, matcher)
        rules = WatchedWord.objects.filter(pk__in=places)
        card.rules = [ShownRule(rule, in_context(said, places[rule.pk])) for rule in rules]


def block_names(text: AdPage) -> list[tuple[str, str]]:
    """Return the id of each block, and how it begins."""
    names = []
    for child in text.body:
        block: Any = block_to_document(child.block_type, child.value)
        words = document_text([block]) if block is not None else ""
        beginning = Truncator(" ".join(words.split())).chars(BLOCK_BEGINNING)
        names.append((str(child.id), beginning or str(child.block.label)))
    return names


def _show_flags(card: Card, entry: BoardEntry | None) -> None:
    flags = list(card.case.flags.select_related("reporter").order_by("made_at", "pk"))
    records = reporter_records([flag.reporter_id for flag in flags if flag.reporter_id])
    known, matcher = set[str](), matcher_in_force()
    for flag in flags:
        pinned: SafeString | str = "" if flag.pinned_text in known else flag.pinned_text
        known.add(flag.pinned_text)
        record = records.get(flag.reporter_id) if flag.reporter_id else None
        card.flags.append(ShownFlag(flag, record, marked(pinned, matcher) if pinned else ""))
    card.has_changed = entry is not None and text_of(entry.ad) not in known
