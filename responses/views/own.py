"""One of one's own responses: how it stands, and changing its text while it waits for an answer."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.types import SignedInRequest
from ads.selectors import listing_for
from common.api.problems import status_of
from common.errors import DomainError, InvalidInput, NotAllowed, NotFound
from common.kept_words import field_name, say_taken
from common.limits import spend
from responses import selectors, services
from responses.errors import EditedElsewhere
from responses.forms import EditForm
from responses.limits import TEXT_MAX
from responses.models import Response
from responses.views.drafts import keep_draft, take_draft


@login_required
@never_cache
@require_safe
def sent_one(request: SignedInRequest, response_id: int) -> HttpResponse:
    """Show one of one's own responses."""
    return render(request, "responses/sent_one.html", {"response": _own(request, response_id)})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, response_id: int) -> HttpResponse:
    """Change the text of one's own response; whatever is wrong, what was typed stays in the form."""
    if not request.user.is_authenticated:
        keep_draft(request, f"edit-{response_id}")
        return redirect_to_login(request.path)
    response = _own(cast("SignedInRequest", request), response_id)
    if request.method == "POST":
        return _edit(cast("SignedInRequest", request), response)
    draft = take_draft(request, f"edit-{response_id}")
    if not response.is_editable and not draft:
        return redirect("responses:sent_one", response_id)
    initial = {"text": draft or response.text, "role": response.role, "edits": response.edits}
    return _page(request, response, EditForm(initial=initial))


def _edit(request: SignedInRequest, response: Response) -> HttpResponse:
    form = EditForm(request.POST)
    if not form.is_valid():
        return _page(request, response, form, status=400)
    given = form.cleaned_data | {"role": form.cleaned_data["role"] if "role" in request.POST else None}
    try:
        spend(request, "edit-response")
        services.edit_response(response_id=response.pk, by=request.user, **given)
    except (NotFound, NotAllowed) as error:
        raise Http404 from error
    except DomainError as error:
        if isinstance(error, EditedElsewhere):
            # The other text stands beside the form now: saving again is a choice, no accident.
            retyped = request.POST.copy()
            retyped["edits"] = str(error.edits)
            form = EditForm(retyped)
        form.add_refusal(error.field_errors if isinstance(error, InvalidInput) else {}, str(error))
        return _page(request, response, form, status_of(error))
    messages.success(request, _("Saved: the author reads the new text."))
    # The text may also stand in the form of a second response, which offers to change the first.
    names = field_name("edit", response.pk), field_name("answer", response.ad_id)
    return say_taken(request, redirect("responses:sent_one", response.pk), *names)


def _own(request: SignedInRequest, response_id: int) -> Response:
    response = selectors.sent_one(response_id=response_id, by=request.user)
    if response is None:
        raise Http404("No such response.")
    return response


def _page(request: HttpRequest, response: Response, form: EditForm, status: int = 200) -> HttpResponse:
    listing = listing_for(ad_id=response.ad_id, reader=cast("SignedInRequest", request).user)
    context = {
        "response": response,
        "entry": listing.entry if listing else None,
        "form": form,
        "text_max": TEXT_MAX,
        "is_late": status == 409,
    }
    return render(request, "responses/edit.html", context, status=status)
