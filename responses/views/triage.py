"""Triage: one response after the other, with the listing beside it."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.types import SignedInRequest
from ads.selectors import listing_for
from responses import selectors
from responses.views.addresses import filters_of, number_of, numbers_of


@login_required
@never_cache
@require_safe
def triage(request: SignedInRequest) -> HttpResponse:
    """Show the response to decide now; `from` says where one is, `n` which one it is of this sitting."""
    found = selectors.triage(
        user=request.user,
        filters=filters_of(request.GET),
        from_id=number_of(request.GET, "from"),
        number=max(number_of(request.GET, "n") or 1, 1),
    )
    response = found.response
    context = {
        "triage": found,
        "listing": listing_for(ad_id=response.ad_id, reader=request.user) if response else None,
        "answers": selectors.answers_of(request.user),
        "done": selectors.received_ones(
            response_ids=numbers_of([request.GET.get("done", "")]), by=request.user
        ),
        "undo_seconds": settings.UNDO_SECONDS,
    }
    return render(request, "responses/triage.html", context)
