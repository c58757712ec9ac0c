"""The inbox and the list of one's own responses; both only read."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.types import SignedInRequest
from common.keyset import Cursor
from responses import selectors
from responses.selectors.paging import Slice
from responses.views.addresses import filters_of, number_of, numbers_of


@login_required
@never_cache
@require_safe
def inbox(request: SignedInRequest) -> HttpResponse:
    """Show the responses to one's ads: a list, and one of them opened."""
    found = selectors.inbox(
        user=request.user,
        filters=filters_of(request.GET),
        cursor=Cursor.decode(request.GET.get("cursor")),
        open_id=number_of(request.GET, "open"),
    )
    done = numbers_of(request.GET.get("done", "").split(","))
    context = {
        "inbox": found,
        "page": _pager(request, found.page),
        "answers": selectors.answers_of(request.user),
        "done": selectors.received_ones(response_ids=done, by=request.user) if done else [],
        "all_ticked": request.GET.get("all") == "1",
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


def _pager(request: SignedInRequest, found: Slice) -> dict[str, str]:
    """Build the addresses of the neighbouring pages."""

    def address(cursor: Cursor | None) -> str:
        query = request.GET.copy()
        for passing in ("open", "done", "all"):
            query.pop(passing, None)
        query["cursor"] = cursor.encode() if cursor else ""
        return f"{request.path}?{query.urlencode()}" if cursor else ""

    return {"next_url": address(found.older), "previous_url": address(found.newer)}
