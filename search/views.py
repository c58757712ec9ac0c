"""The search page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ads import selectors as board
from ads.models import Category
from ads.selectors import BoardFilters
from ads.selectors.asked import asked_filters, asking_query
from ads.selectors.facts import fact_choices
from common.limits import spend
from search import selectors
from search.words import tidy


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """Show listings that match the words, and nothing but the form where there are none yet."""
    query = tidy(request.GET.get("q", ""))
    category = request.GET.get("category", "")
    filters, _wrong = asked_filters(request.GET, category=category if category in Category.values else "")
    context: dict[str, Any] = {
        "query": query,
        "filters": filters,
        "facts": fact_choices(),
        "categories": Category,
    }
    if query:
        spend(request, "search")
        page = _page_number(request)
        found = selectors.find_listings(query=query, filters=filters, page=page)
        is_narrowed = filters != BoardFilters(ordering=filters.ordering)
        context |= {
            "found": found,
            "is_narrowed": is_narrowed,
            "page": _pager(query, filters, page, found.has_more),
        }
    else:
        context["counts"] = board.category_counts()
    return render(request, "search/results.html", context)


def _page_number(request: HttpRequest) -> int:
    number = request.GET.get("page", "1")
    return (
        max(1, min(int(number), selectors.LAST_PAGE))
        if number.isascii() and number.isdigit() and len(number) < 5
        else 1
    )


def _pager(query: str, filters: BoardFilters, page: int, has_more: bool) -> dict[str, str]:
    """Build the addresses of the neighbouring pages."""

    def address(number: int) -> str:
        return f"?{asking_query(filters, q=query, category=filters.category, page=str(number))}"

    return {
        "previous_url": address(page - 1) if page > 1 else "",
        "next_url": address(page + 1) if has_more else "",
    }
