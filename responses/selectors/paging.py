"""Pages of responses by keyset: newest first, in both directions, without a count."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q

from common.keyset import Cursor
from responses.models import Response
from responses.models.queries import ResponseQuerySet

PAGE_SIZE = 20
Dress = Callable[[ResponseQuerySet], ResponseQuerySet]


@dataclass(frozen=True, slots=True)
class Slice:
    """One page; a cursor is None where there is nothing more that way."""

    rows: list[Response]
    older: Cursor | None
    newer: Cursor | None


def slice_of(
    responses: ResponseQuerySet, cursor: Cursor | None, dress: Dress, size: int = PAGE_SIZE
) -> Slice:
    """Read one page, in one query.

    Which rows stand on it is found first, in a query within; `dress` joins the rest to those alone. Joined at
    once, thousands of rows that hold a word would be dressed before they are sorted.
    """
    backwards = cursor is not None and cursor.backwards
    if cursor is not None:
        side = "gt" if backwards else "lt"
        # The first condition lets the index find the start.
        responses = responses.filter(
            Q(**{f"created_at__{side}": cursor.moment}) | Q(**{f"pk__{side}": cursor.pk}),
            **{f"created_at__{side}e": cursor.moment},
        )
    order = ("created_at", "pk") if backwards else ("-created_at", "-pk")
    on_page = responses.order_by(*order).values("pk")[: size + 1]
    found = list(dress(Response.objects.filter(pk__in=on_page)).order_by(*order))
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
