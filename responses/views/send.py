"""Sending a response: from the listing's page, and from a page of its own where something was wrong."""

from __future__ import annotations

from typing import cast
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.types import SignedInRequest
from ads.selectors import Listing, listing_for
from common.api.problems import status_of
from common.errors import DomainError, InvalidInput
from common.kept_words import field_name, say_taken
from common.limits import spend
from responses import selectors, services
from responses.errors import AlreadyResponded, AlreadySent
from responses.forms import ResponseForm
from responses.limits import TEXT_MAX
from responses.models import Response
from responses.views.drafts import keep_draft, take_draft


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest, ad_id: int) -> HttpResponse:
    """Send a response; whatever is wrong, the text that was typed stays in the form."""
    if not request.user.is_authenticated:
        keep_draft(request, f"response-{ad_id}")
        return redirect_to_login(request.path)
    listing = listing_for(ad_id=ad_id, reader=request.user)
    if listing is None:
        raise Http404("No such listing.")
    if request.method == "POST":
        return _send(cast("SignedInRequest", request), listing)
    draft = take_draft(request, f"response-{ad_id}")
    mine = selectors.latest_of(user=request.user, ad_id=ad_id)
    blocked = mine is not None and mine.blocks_another and not draft
    if listing.is_own or not listing.entry.is_open or blocked:
        return redirect(f"{listing.entry.url}#respond")
    return _page(request, listing, ResponseForm(initial={"text": draft, "nonce": uuid4()}), mine=mine)


def _send(request: SignedInRequest, listing: Listing) -> HttpResponse:
    form = ResponseForm(request.POST)
    if not form.is_valid():
        return _refused(request, listing, form, status=400)
    existing = None
    try:
        spend(request, "respond")
        services.send_response(ad_id=listing.entry.pk, by=request.user, **form.cleaned_data)
    except AlreadySent as error:
        messages.info(request, str(error))
        return _onward(request, listing, redirect("responses:sent_one", error.response_id))
    except DomainError as error:
        if isinstance(error, AlreadyResponded):
            existing = selectors.sent_one(response_id=error.response_id, by=request.user)
        form.add_refusal(error.field_errors if isinstance(error, InvalidInput) else {}, str(error))
        return _refused(request, listing, form, status_of(error), existing)
    messages.success(request, _("Sent. The author's answer will come by e-mail."))
    return _onward(request, listing, redirect(f"{listing.entry.url}#respond"))


def _onward(request: SignedInRequest, listing: Listing, answer: HttpResponse) -> HttpResponse:
    return say_taken(request, answer, field_name("answer", listing.entry.pk))


def _refused(
    request: SignedInRequest,
    listing: Listing,
    form: ResponseForm,
    status: int,
    existing: Response | None = None,
) -> HttpResponse:
    mine = selectors.latest_of(user=request.user, ad_id=listing.entry.pk)
    return _page(request, listing, form, mine=mine, status=status, existing=existing)


def _page(
    request: HttpRequest,
    listing: Listing,
    form: ResponseForm,
    *,
    mine: Response | None,
    status: int = 200,
    existing: Response | None = None,
) -> HttpResponse:
    context = {
        "listing": listing,
        "entry": listing.entry,
        "reader": request.user,
        "mine": mine,
        "form": form,
        "text_max": TEXT_MAX,
        "existing": existing,
    }
    return render(request, "responses/respond.html", context, status=status)
