"""The writing page: a form for a new ad and for an edit."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.types import SignedInRequest
from ads import selectors, services
from ads.errors import NotAdAuthor, NotEditable, SomethingNewer
from ads.forms import AdForm, MarkForm, typed_values
from ads.models import AdStatus, BoardEntry, Category, PendingEdit
from ads.models.status import EDITABLE_STATUSES
from ads.selectors.drafts import ad_made_from, unfinished
from ads.selectors.facts import facts_to_edit
from ads.selectors.listing import Listing
from ads.selectors.owner import owner_bar
from ads.views.carry import keeps_the_form
from ads.views.desk import Desk, desk_of
from ads.views.preview import preview
from common.errors import DomainError, InvalidInput, TooMany
from common.limits import client_address, spend
from content import limits
from content.html_to_stream import foreign_pictures
from content.stream_to_html import stream_to_html
from content.typed import readable_html

# The editor's script says it in the same words, at the moment of pasting (write_words.html).
PICTURES_LEFT_OUT = _(
    "Pictures from another site were left out: {n}. Save them on your device and drop them here."
)

# The draft and the page load that wrote it, as a browser names its copy.
SAVED_MARK = re.compile(r"[0-9a-f-]{36}\.[0-9a-f]{1,40}")


@keeps_the_form
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    """Write a new ad; `?category=` chooses one beforehand, `?draft=` goes on with an unfinished text."""
    desk = desk_of(request, None)
    made = desk.found.ad_id if desk.found else None
    if made is None and "draft" in request.GET:
        made = ad_made_from(author=request.user, uid=desk.uid)
    if request.method != "POST" and made is not None:
        return redirect("listings:edit", made)
    initial = {"category": request.GET.get("category", ""), **desk.typed}
    form = _read(request, initial)
    if _sends(request) and form.is_valid():
        answer = _keep(request, form, desk, None)
        if answer is not None:
            return answer
    if not desk.shown and not form.is_bound:
        desk.others = [draft for draft in unfinished(author=request.user) if draft.ad_id is None]
    return write_page(request, form, desk, None)


@keeps_the_form
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: SignedInRequest, ad_id: int) -> HttpResponse:
    """Edit an ad of one's own: its latest text, pending or not, or what was typed and not saved."""
    listing = selectors.own_listing(ad_id=ad_id, author=request.user)
    if listing is None:
        raise Http404("No such listing.")
    if listing.entry.status not in EDITABLE_STATUSES:
        messages.error(request, str(NotEditable()))
        return redirect(listing.entry.url)
    desk = desk_of(request, listing)
    saved = _saved_values(listing, by=request.user)
    form = _read(request, {**saved, **desk.typed})
    if _sends(request) and form.is_valid():
        answer = _keep(request, form, desk, ad_id)
        if answer is not None:
            return answer
    return write_page(request, form, desk, listing)


def _saved_values(listing: Listing, *, by: User) -> dict[str, Any]:
    text = listing.text
    return {
        "title": text.title,
        "category": text.category,
        "kind": text.kind,
        "body": readable_html(stream_to_html(text.body)),
        **AdForm.initial_places(text.roster),
        **facts_to_edit(text, author=by),
    }


def _read(request: SignedInRequest, initial: dict[str, Any]) -> AdForm:
    """Return the form as it was sent; one too many isn't looked into, and shows the words as they are."""
    if request.method == "POST":
        try:
            spend(request, "listing-form")
        except TooMany as error:
            messages.error(request, str(error))
            return AdForm(initial={**initial, **typed_values(dict(request.POST.lists()))})
    return AdForm(request.POST or None, initial=initial)


def _sends(request: SignedInRequest) -> bool:
    """Tell whether the words are to be kept or shown, not only taken back from the preview to the form."""
    return request.method == "POST" and request.POST.get("action") != "write"


def _keep(request: SignedInRequest, form: AdForm, desk: Desk, ad_id: int | None) -> HttpResponse | None:
    """Save, submit or preview, as asked; None means that the form says what was refused."""
    try:
        if request.POST.get("action") == "preview":
            return preview(request, form, ad_id)
        left_out = foreign_pictures(form.cleaned_data["body"])
        ad_id = services.save_form(
            ad_id=ad_id,
            text=services.AdText(**form.cleaned_data),
            mark=MarkForm(request.POST).mark(form),
            submit=request.POST.get("action") == "submit",
            by=request.user,
            address=client_address(request),
        )
    except (BoardEntry.DoesNotExist, NotAdAuthor) as error:
        raise Http404 from error
    except SomethingNewer as error:
        form.add_refusal({}, str(error))
        form.add_refusal(
            {}, gettext("Your text is here, not saved. Save it again to put it in that one’s place.")
        )
        desk.base = error.facts["base"]
        return None
    except InvalidInput as error:
        form.add_refusal(error.field_errors, str(error))
        return None
    except DomainError as error:
        form.add_refusal({}, str(error))
        return None
    if left_out:
        messages.warning(request, str(PICTURES_LEFT_OUT).format(n=left_out))
    return _onward(request, ad_id)


def _onward(request: SignedInRequest, ad_id: int) -> HttpResponse:
    """Lead on from what was saved, and let the browser forget its own copy."""
    answer = _next_page(request, ad_id)
    mark = f"{request.POST.get('draft', '')}.{request.POST.get('writer', '')}"
    if SAVED_MARK.fullmatch(mark):
        answer.set_cookie("saved-draft", mark, max_age=3600, samesite="Lax", secure=request.is_secure())
    return answer


def _next_page(request: SignedInRequest, ad_id: int) -> HttpResponse:
    if request.POST.get("action") == "submit":
        is_up = BoardEntry.objects.filter(pk=ad_id, status=AdStatus.LIVE, pending=PendingEdit.NONE).exists()
        messages.success(
            request,
            _("Published. Everyone sees it now.")
            if is_up
            else _("Sent. A moderator will look at it, usually within the hour."),
        )
        return redirect("listings:mine")
    messages.success(request, _("Saved."))
    return redirect("listings:edit", ad_id)


def write_page(
    request: SignedInRequest, form: AdForm, desk: Desk, listing: Listing | None, status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "desk": desk,
        "listing": listing,
        "entry": listing.entry if listing else None,
        "bar": owner_bar(listing.entry) if listing else None,
        "categories": Category,
        "limits": limits,
    }
    if hasattr(request, "retry_after"):
        status = HTTPStatus.TOO_MANY_REQUESTS
    return render(request, "ads/write.html", context, status=status)
