"""Listings like the one whose title is being typed, as a piece of the writing page."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.types import SignedInRequest
from ads.limits import TITLE_MAX, TITLE_MIN
from ads.models import Category
from ads.selectors.similar import similar_ads
from common.limits import spend


@login_required
@never_cache
@require_safe
def similar(request: SignedInRequest) -> HttpResponse:
    """Show what is like `?title=` in `?category=`, except the listing `?besides=`; 204 for nothing."""
    given = request.GET
    title = " ".join(given.get("title", "").replace("\x00", "").split())[:TITLE_MAX]
    category, besides = given.get("category", ""), given.get("besides", "")
    if len(title) < TITLE_MIN:
        return HttpResponse(status=204)
    spend(request, "similar-listings")
    found = similar_ads(
        title=title,
        category=category if category in Category.values else "",
        author=request.user,
        besides=int(besides) if besides.isascii() and besides.isdigit() and len(besides) < 19 else None,
    )
    return render(request, "ads/similar.html", {"found": found}) if found else HttpResponse(status=204)
