"""The inbox and the list of one's own responses; both only read."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.types import SignedInRequest
from common.keyset import Cursor
from responses import selectors
from responses.selectors.inbox import STATES, InboxFilters
from responses.selectors.paging import Slice


@login_required
@never_cache
@require_safe
def inbox(request: SignedInRequest) -> HttpResponse:
    """Show the responses to one's ads: a list, and one of them opened."""
    found = selectors.inbox(
        user=request.user,
        filters=_filters(request.GET),
        cursor=Cursor.decode(request.GET.get("cursor")),
        open_id=_number(request.GET, "open"),
    )
    done_id = _number(request.GET, "done")
    context = {
        "inbox": found,
        "page": _pager(request, found.page),
        "done": selectors.received(response_id=done_id, by=request.user) if done_id else None,
        "undo_seconds": settings.UNDO_SECONDS,
    }
    return render(request, "responses/inbox.html", context)


@login_required
@never_cache
@require_safe
def sent(request: SignedInRequest) -> HttpResponse:
    """Show the responses that one has sent."""
    found = selectors.sent_page(user=request.user, cursor=Cursor.decode(request.GET.get("cursor")))
    return render(request, "responses/sent.html", {"responses": found.rows, "page": _pager(request, found)})


def _filters(given: QueryDict) -> InboxFilters:
    """Read the filters from the address; an unknown state shows what waits."""
    state = given.get("status", "")
    chosen = {"state": state} if state in STATES else {}
    return InboxFilters(listing_id=_number(given, "listing"), **chosen)


def _number(given: QueryDict, name: str) -> int | None:
    """Read an id; anything else than a plain number that the database takes is none."""
    word = given.get(name, "")
    return int(word) if word.isascii() and word.isdigit() and len(word) < 19 else None


def _pager(request: SignedInRequest, found: Slice) -> dict[str, str]:
    """Build the addresses of the neighbouring pages."""

    def address(cursor: Cursor | None) -> str:
        query = request.GET.copy()
        for passing in ("open", "done"):
            query.pop(passing, None)
        query["cursor"] = cursor.encode() if cursor else ""
        return f"{request.path}?{query.urlencode()}" if cursor else ""

    return {"next_url": address(found.older), "previous_url": address(found.newer)}
