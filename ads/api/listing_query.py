"""The list of live listings: filters and cursor from the address, a page of JSON back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _
from rest_framework.request import Request

from ads import selectors
from ads.api.representation import card_json
from ads.models import Category
from ads.selectors.asked import asked_filters
from ads.selectors.board import PAGE_SIZE, BoardFilters
from common.errors import InvalidInput
from common.keyset import Cursor

MAX_PAGE_SIZE = 100


def listings_page(request: Request, filters: BoardFilters) -> dict[str, Any]:
    """Return `{"next", "previous", "results"}` of the live listings that the filters choose.

    Raises:
        InvalidInput: the cursor isn't one of ours.
    """
    found = selectors.board_slice(filters=filters, cursor=cursor_from(request), size=page_size_from(request))
    return {
        "next": page_address(request, found.older),
        "previous": page_address(request, found.newer),
        "results": [card_json(card) for card in found.cards],
    }


def filters_from(request: Request) -> BoardFilters:
    """Read category, kind, facts, author and ordering.

    Raises:
        InvalidInput: a filter has a value that it can't have.
    """
    given = request.query_params
    author = given.get("author", "")
    filters, wrong = asked_filters(given, category=given.get("category", ""))
    if filters.category not in ("", *Category.values):
        wrong.append("category")
    if author and not (author.isascii() and author.isdigit() and len(author) < 19):
        wrong.append("author")
    if wrong:
        raise InvalidInput(field_errors={name: [_("Not a possible value.")] for name in wrong})
    return replace(filters, author_id=int(author) if author else None)


def cursor_from(request: Request) -> Cursor | None:
    """Read the cursor.

    Raises:
        InvalidInput: it isn't one of ours.
    """
    word = request.query_params.get("cursor")
    cursor = Cursor.decode(word)
    if word and cursor is None:
        raise InvalidInput(field_errors={"cursor": [_("Not a possible value.")]})
    return cursor


def page_size_from(request: Request) -> int:
    """Read how many to give, between 1 and 100; 20 unless said."""
    size = request.query_params.get("page_size", "")
    return (
        max(1, min(int(size), MAX_PAGE_SIZE))
        if size.isascii() and size.isdigit() and len(size) < 6
        else PAGE_SIZE
    )


def page_address(request: Request, cursor: Cursor | None) -> str | None:
    """Return the full address of the neighbouring page."""
    if cursor is None:
        return None
    query = request.query_params.copy()
    query["cursor"] = cursor.encode()
    return str(request.build_absolute_uri(f"{request.path}?{query.urlencode()}"))
