"""Moves with a page of their own: renewing and resuming, where letters lead, confirming, discarding and
deleting.
"""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.types import SignedInRequest
from ads import selectors, services
from ads.errors import IllegalMove, NothingToDiscard, NotPaused
from ads.models import AdStatus, BoardEntry, BoardRules, PendingEdit
from ads.models.status import RENEWABLE_STATUSES
from ads.selectors.owner import ends_soon
from ads.views import moves
from common.errors import DomainError


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def renew(request: SignedInRequest, ad_id: int) -> HttpResponse:
    """Show how long the ad stands, with the button that renews it; renew by POST."""
    if request.method == "POST":
        return moves.renew(request, ad_id)
    entry = _own_entry(request, ad_id)
    if entry.is_paused:
        return redirect("listings:resume", ad_id)
    if entry.status not in RENEWABLE_STATUSES:
        messages.error(request, str(IllegalMove(AdStatus(entry.status))))
        return redirect("listings:mine")
    is_due = entry.status != AdStatus.LIVE or ends_soon(entry, timezone.now())
    context = {"entry": entry, "is_due": is_due, "days": BoardRules.current().lifetime_days}
    return render(request, "ads/renew.html", context)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def resume(request: SignedInRequest, ad_id: int) -> HttpResponse:
    """Say why the ad is paused, with the button that brings it back; resume by POST."""
    if request.method == "POST":
        return moves.resume(request, ad_id)
    entry = _own_entry(request, ad_id)
    if not entry.is_paused:
        messages.error(request, str(NotPaused()))
        return redirect("listings:mine")
    return render(request, "ads/resume.html", {"entry": entry})


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def still_true(request: SignedInRequest, ad_id: int) -> HttpResponse:
    """Ask whether the ad's text is true since the newest patch; confirm it by POST."""
    if request.method == "POST":
        return moves.confirm(request, ad_id)
    entry = _own_entry(request, ad_id)
    if entry.status != AdStatus.LIVE:
        messages.error(request, str(IllegalMove(AdStatus(entry.status))))
        return redirect("listings:mine")
    return render(request, "ads/still_true.html", {"entry": entry, "patch": entry.before_patch})


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def all_still_true(request: SignedInRequest) -> HttpResponse:
    """Confirm all one's ads by POST; the button stands in one's list, where GET leads."""
    if request.method == "POST":
        try:
            count = services.confirm_all_ads(by=request.user)
        except DomainError as error:
            messages.error(request, str(error))
        else:
            words = ngettext("%(count)d listing confirmed.", "%(count)d listings confirmed.", count)
            messages.success(request, words % {"count": count})
    return redirect("listings:mine")


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: SignedInRequest, ad_id: int) -> HttpResponse:
    """Say what discarding the edit of a live ad means, and ask; discard it by POST."""
    if request.method == "POST":
        return moves.discard(request, ad_id)
    entry = _own_entry(request, ad_id)
    if entry.status != AdStatus.LIVE or entry.pending == PendingEdit.NONE:
        messages.error(request, str(NothingToDiscard()))
        return redirect("listings:mine")
    return render(request, "ads/discard.html", {"entry": entry})


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: SignedInRequest, ad_id: int) -> HttpResponse:
    """Say what deleting the ad means, and ask; delete by POST."""
    if request.method == "POST":
        return moves.delete(request, ad_id)
    return render(request, "ads/delete.html", {"entry": _own_entry(request, ad_id)})


def _own_entry(request: SignedInRequest, ad_id: int) -> BoardEntry:
    """Find an ad of the player's own.

    Raises:
        Http404: there is none, or it is somebody else's.
    """
    listing = selectors.own_listing(ad_id=ad_id, author=request.user)
    if listing is None:
        raise Http404("No such listing.")
    return listing.entry
