"""The author's own listings, in every state."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.types import SignedInRequest
from ads import selectors
from ads.models import AdStatus
from ads.selectors.drafts import unfinished
from ads.selectors.mine import my_listings


@login_required
@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    """List one's own ads, newest change first, filtered by state."""
    status = request.GET.get("status", "")
    status = status if status in AdStatus.values else ""
    cursor = request.GET.get("cursor")
    context = my_listings(author=request.user, status=status, cursor_word=cursor)
    if not status and not cursor:
        context["unfinished"] = unfinished(author=request.user)
    return render(request, "ads/mine.html", context)


@login_required
@require_safe
def preview(request: SignedInRequest, ad_id: int) -> HttpResponse:
    """Show one's latest text exactly as the public page would."""
    listing = selectors.own_listing(ad_id=ad_id, author=request.user)
    if listing is None:
        raise Http404("No such listing.")
    return listing.text.serve_preview(request, "")
