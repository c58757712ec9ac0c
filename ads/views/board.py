"""The board and its ten categories: cards in pages, readable without JavaScript."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ads import selectors
from ads.models import Category
from ads.selectors.asked import asked_filters, asking_query, picked_facts
from ads.selectors.board import BoardFilters, BoardSlice
from ads.selectors.cards import Card
from ads.selectors.facts import fact_choices
from common.ages import day_in_words
from common.keyset import Cursor


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show every category's newest ads."""
    return _board(request, None)


@require_safe
def category(request: HttpRequest, category: Category) -> HttpResponse:
    """Show one category's newest ads."""
    return _board(request, category)


def _board(request: HttpRequest, category: Category | None) -> HttpResponse:
    filters, _wrong = asked_filters(request.GET, category=category.value if category else "")
    if request.GET.get("q", "").strip():
        query = asking_query(filters, q=request.GET["q"], category=filters.category)
        return redirect(f"{reverse('search:results')}?{query}")
    cursor = Cursor.decode(request.GET.get("cursor"))
    found = selectors.board_slice(filters=filters, cursor=cursor)
    counts = selectors.category_counts()
    choices = fact_choices()
    context = {
        "category": category,
        "filters": filters,
        "facts": choices,
        "picked": list(picked_facts(filters, choices)),
        "counts": counts,
        "total": sum(int(row["count"]) for row in counts),
        "days": _by_day(found),
        "page": _pager(request.path, found, filters),
        "is_first_page": cursor is None,
    }
    return render(request, "ads/board.html", context)


def _by_day(found: BoardSlice) -> list[tuple[dict[str, Any], list[Card]]]:
    """Group cards by the day of the reader's time zone."""
    groups = groupby(found.cards, key=lambda card: timezone.localdate(card.bumped_at))
    return [(_day_head(day), list(cards)) for day, cards in groups]


def _day_head(day: date) -> dict[str, Any]:
    """Name today and yesterday, with their dates beside; other days by their date alone."""
    age = (timezone.localdate() - day).days
    if age == 0:
        return {"words": _("Today"), "date": day}
    if age == 1:
        return {"words": _("Yesterday"), "date": day}
    return {"words": day_in_words(day), "date": None}


def _pager(path: str, found: BoardSlice, filters: BoardFilters) -> dict[str, str]:
    """Build the addresses of the neighbouring pages."""

    def address(cursor: Cursor | None) -> str:
        return f"{path}?{asking_query(filters, cursor=cursor.encode())}" if cursor else ""

    return {"next_url": address(found.older), "previous_url": address(found.newer), "first_url": path}
