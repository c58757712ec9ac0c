"""Pages of responses by keyset: newest first, in both directions, without a count."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from common.keyset import Cursor
from responses.models import Response
from responses.models.queries import ResponseQuerySet

PAGE_SIZE = 20


@dataclass(frozen=True, slots=True)
class Slice:
    """One page; a cursor is None where there is nothing more that way."""

    rows: list[Response]
    older: Cursor | None
    newer: Cursor | None


def slice_of(responses: ResponseQuerySet, cursor: Cursor | None, size: int = PAGE_SIZE) -> Slice:
    """Read one page, in one query."""
    backwards = cursor is not None and cursor.backwards
    if cursor is not None:
        side = "gt" if backwards else "lt"
        # The first condition lets the index find the start.
        responses = responses.filter(
            Q(**{f"created_at__{side}": cursor.moment}) | Q(**{f"pk__{side}": cursor.pk}),
            **{f"created_at__{side}e": cursor.moment},
        )
    ordered = responses.order_by("created_at", "pk") if backwards else responses.newest_first()
    found = list(ordered[: size + 1])
    more, rows = len(found) > size, found[:size]
    if backwards:
        rows.reverse()
    return Slice(
        rows=rows,
        older=_cursor(rows[-1]) if rows and (more or backwards) else None,
        newer=_cursor(rows[0], backwards=True)
        if rows and cursor is not None and (more or not backwards)
        else None,
    )


def _cursor(response: Response, *, backwards: bool = False) -> Cursor:
    return Cursor(moment=response.created_at, pk=response.pk, backwards=backwards)
