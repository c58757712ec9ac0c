"""One ad's public page."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from ads import selectors
from ads.selectors.owner import owner_bar
from content.render import render_stream


@require_safe
def show(request: HttpRequest, ad_id: str, slug: str = "") -> HttpResponse:
    """Show an ad to whom it may be shown; a wrong slug leads to the right address."""
    listing = selectors.listing_for(ad_id=int(ad_id), reader=request.user)
    if listing is None:
        raise Http404("No such listing.")
    if request.path != listing.entry.url:
        return redirect(listing.entry.url, permanent=True)
    context = {
        "listing": listing,
        "entry": listing.entry,
        "category": listing.category,
        "bar": owner_bar(listing.entry) if listing.is_own else None,
        "body": render_stream(listing.text.body, host=request.get_host()),
    }
    return render(request, "ads/listing.html", context)
