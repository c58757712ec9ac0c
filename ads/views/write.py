"""The writing page: a form for a new ad and for an edit."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from accounts.types import SignedInRequest
from ads import selectors, services
from ads.errors import NotAdAuthor
from ads.forms import AdForm
from ads.limits import CREATE_RATE
from ads.models import AdStatus, BoardEntry, Category, PendingEdit
from ads.selectors.listing import Listing
from ads.selectors.owner import owner_bar
from ads.views.preview import preview
from common.errors import DomainError, InvalidInput
from common.limits import consume
from content import limits
from content.html_to_stream import foreign_pictures
from content.stream_to_html import stream_to_html
from content.typed import readable_html

# The editor's script says it in the same words, at the moment of pasting (write_words.html).
PICTURES_LEFT_OUT = _(
    "Pictures from another site were left out: {n}. Save them on your device and drop them here."
)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    """Write a new ad; `?category=` chooses one beforehand."""
    form = AdForm(request.POST or None, initial={"category": request.GET.get("category", "")})
    if _sends(request) and form.is_valid():
        answer = _keep(request, form, None)
        if answer is not None:
            return answer
    return _page(request, form, None)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: SignedInRequest, ad_id: int) -> HttpResponse:
    """Edit an ad of one's own: its latest text, pending or not."""
    listing = selectors.own_listing(ad_id=ad_id, author=request.user)
    if listing is None:
        raise Http404("No such listing.")
    text = listing.text
    initial = {
        "title": text.title,
        "category": text.category,
        "kind": text.kind,
        "body": readable_html(stream_to_html(text.body)),
    }
    form = AdForm(request.POST or None, initial=initial)
    if _sends(request) and form.is_valid():
        answer = _keep(request, form, ad_id)
        if answer is not None:
            return answer
    return _page(request, form, listing)


def _sends(request: SignedInRequest) -> bool:
    """Tell whether the words are to be kept or shown, not only taken back from the preview to the form."""
    return request.method == "POST" and request.POST.get("action") != "write"


def _keep(request: SignedInRequest, form: AdForm, ad_id: int | None) -> HttpResponse | None:
    """Save, submit or preview, as asked; None means that the form says what was refused."""
    entry = None
    try:
        left_out = foreign_pictures(form.cleaned_data["body"])
        if request.POST.get("action") == "preview":
            return preview(request, form, ad_id)
        with transaction.atomic():
            ad_id = _save(request, form, ad_id)
            if request.POST.get("action") == "submit":
                entry = services.submit_ad(ad_id=ad_id, by=request.user)
    except (BoardEntry.DoesNotExist, NotAdAuthor) as error:
        raise Http404 from error
    except InvalidInput as error:
        form.add_refusal(error.field_errors, str(error))
        return None
    except DomainError as error:
        form.add_refusal({}, str(error))
        return None
    if left_out:
        messages.warning(request, str(PICTURES_LEFT_OUT).format(n=left_out))
    return _onward(request, ad_id, entry)


def _save(request: SignedInRequest, form: AdForm, ad_id: int | None) -> int:
    text = services.AdText(**form.cleaned_data)
    if ad_id is None:
        consume("listing-create", str(request.user.pk), CREATE_RATE)
        return services.create_ad(text=text, by=request.user).pk
    services.edit_ad(ad_id=ad_id, text=text, by=request.user)
    return ad_id


def _onward(request: SignedInRequest, ad_id: int, submitted: BoardEntry | None) -> HttpResponse:
    if submitted is not None:
        is_up = submitted.status == AdStatus.LIVE and submitted.pending == PendingEdit.NONE
        messages.success(
            request,
            _("Published. Everyone sees it now.")
            if is_up
            else _("Sent. A moderator will look at it, usually within the hour."),
        )
        return redirect("listings:mine")
    messages.success(request, _("Saved."))
    return redirect("listings:edit", ad_id)


def _page(request: SignedInRequest, form: AdForm, listing: Listing | None) -> HttpResponse:
    context = {
        "form": form,
        "listing": listing,
        "entry": listing.entry if listing else None,
        "bar": owner_bar(listing.entry) if listing else None,
        "categories": Category,
        "limits": limits,
    }
    return render(request, "ads/write.html", context)
