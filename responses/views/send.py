"""Sending a response: from the listing's page, and from a page of its own where something was wrong."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.types import SignedInRequest
from ads.selectors import Listing, listing_for
from common.api.problems import STATUS_OF_ERROR
from common.errors import DomainError, InvalidInput
from common.limits import consume
from responses import services
from responses.forms import ResponseForm
from responses.limits import SEND_RATE, TEXT_MAX


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest, ad_id: int) -> HttpResponse:
    """Send a response; whatever is wrong, the text that was typed stays in the form."""
    if not request.user.is_authenticated:
        _keep_draft(request, ad_id)
        return redirect_to_login(request.path)
    listing = listing_for(ad_id=ad_id, reader=request.user)
    if listing is None:
        raise Http404("No such listing.")
    if request.method == "POST":
        return _send(cast("SignedInRequest", request), listing)
    if listing.is_own or not listing.entry.is_open:
        return redirect(listing.entry.url)
    return _page(request, listing, ResponseForm(initial={"text": request.session.pop(_draft_key(ad_id), "")}))


def _send(request: SignedInRequest, listing: Listing) -> HttpResponse:
    form = ResponseForm(request.POST)
    if not form.is_valid():
        return _page(request, listing, form, status=400)
    try:
        consume("respond", str(request.user.pk), SEND_RATE)
        services.send_response(ad_id=listing.entry.pk, by=request.user, **form.cleaned_data)
    except DomainError as error:
        form.add_refusal(error.field_errors if isinstance(error, InvalidInput) else {}, str(error))
        return _page(request, listing, form, status=_status_of(error))
    messages.success(request, _("Sent. The author's answer will come by e-mail."))
    return redirect(f"{listing.entry.url}#respond")


def _page(request: HttpRequest, listing: Listing, form: ResponseForm, status: int = 200) -> HttpResponse:
    context = {"listing": listing, "entry": listing.entry, "form": form, "text_max": TEXT_MAX}
    return render(request, "responses/respond.html", context, status=status)


def _keep_draft(request: HttpRequest, ad_id: int) -> None:
    """Keep what a player wrote whose session is over: logging in carries it on."""
    text = request.POST.get("text", "")[:TEXT_MAX]
    if text:
        request.session[_draft_key(ad_id)] = text


def _draft_key(ad_id: int) -> str:
    return f"response-draft-{ad_id}"


def _status_of(error: DomainError) -> int:
    return next((status for kind, status in STATUS_OF_ERROR.items() if isinstance(error, kind)), 400)
