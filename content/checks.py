"""The limits of a text, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common.errors import InvalidInput
from content.document import Document, Flow, List, PictureRef, Quote, Table, Text, VideoRef
from content.limits import (
    MAX_ALT,
    MAX_BLOCKS,
    MAX_LIST_LEVELS,
    MAX_PICTURES,
    MAX_TABLE_COLUMNS,
    MAX_TABLE_ROWS,
    MAX_TABLES,
    MAX_TEXT,
    MAX_VIDEOS,
)
from content.plain import document_text
from content.reading import columns_of


def check_limits(document: Document) -> None:
    """Refuse a text that holds too much.

    Raises:
        InvalidInput: with a sentence under `body` for each limit that is passed.
    """
    problems = [*_counts(document), *_parts(document)]
    if problems:
        raise InvalidInput(field_errors={"body": list(dict.fromkeys(problems))})


@dataclass(frozen=True, slots=True)
class Measures:
    """How much a text holds of what is limited. The editor's script counts the same (`counts.ts`)."""

    characters: int
    pictures: int
    videos: int
    tables: int


def measure(document: Document) -> Measures:
    """Count what a text holds."""
    kinds = Counter(type(block) for block in document)
    return Measures(
        characters=len(document_text(document)),
        pictures=kinds[PictureRef],
        videos=kinds[VideoRef],
        tables=kinds[Table],
    )


def table_problems(table: Table) -> list[str]:
    """Return what is too much about the table, as sentences."""
    sections = (table.head, table.body)
    problems = []
    if sum(map(len, sections)) > MAX_TABLE_ROWS:
        problems.append(_("A table may have %(limit)d rows at most.") % {"limit": MAX_TABLE_ROWS})
    if max(map(columns_of, sections)) > MAX_TABLE_COLUMNS:
        problems.append(_("A table may have %(limit)d columns at most.") % {"limit": MAX_TABLE_COLUMNS})
    if any(_levels(cell.flow) > MAX_LIST_LEVELS for rows in sections for row in rows for cell in row):
        problems.append(_too_deep())
    return problems


def _counts(document: Document) -> Iterator[str]:
    measures = measure(document)
    over = measures.characters - MAX_TEXT
    if over > 0:
        yield ngettext(
            "The text is %(over)d character over the limit of %(limit)d.",
            "The text is %(over)d characters over the limit of %(limit)d.",
            over,
        ) % {"over": over, "limit": MAX_TEXT}
    if len(document) > MAX_BLOCKS:
        yield _("The text has too many parts: %(count)d, the limit is %(limit)d.") % {
            "count": len(document),
            "limit": MAX_BLOCKS,
        }
    for count, limit, sentence in (
        (measures.pictures, MAX_PICTURES, _("A text may hold %(limit)d pictures at most.")),
        (measures.videos, MAX_VIDEOS, _("A text may hold %(limit)d videos at most.")),
        (measures.tables, MAX_TABLES, _("A text may hold %(limit)d tables at most.")),
    ):
        if count > limit:
            yield sentence % {"limit": limit}


def _parts(document: Document) -> Iterator[str]:
    for block in document:
        if isinstance(block, Table):
            yield from table_problems(block)
        elif isinstance(block, Text | Quote) and _levels(block.flow) > MAX_LIST_LEVELS:
            yield _too_deep()
        elif isinstance(block, PictureRef) and len(block.alt) > MAX_ALT:
            yield _("A picture's description may have %(limit)d characters at most.") % {"limit": MAX_ALT}


def _too_deep() -> str:
    return _("Lists may nest %(limit)d levels deep at most.") % {"limit": MAX_LIST_LEVELS}


def _levels(flow: Flow) -> int:
    """Return how deep lists stand in lists."""
    return max(
        (
            1 + max((_levels(item.lists) for item in part.items), default=0)
            for part in flow
            if isinstance(part, List)
        ),
        default=0,
    )
