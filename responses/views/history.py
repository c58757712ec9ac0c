"""What the author's side did about a response, and its notes to itself."""

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
from common.errors import DomainError, InvalidInput, NotAllowed, NotFound
from common.limits import spend
from responses import selectors, services
from responses.forms import SideNoteForm
from responses.limits import SIDE_NOTE_MAX
from responses.views.drafts import keep_draft, take_draft


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def history(request: HttpRequest, response_id: int) -> HttpResponse:
    """Show notes and history of a response to whom it came; note something by POST."""
    if not request.user.is_authenticated:
        keep_draft(request, f"side-note-{response_id}")
        return redirect_to_login(request.path)
    player = cast("SignedInRequest", request)
    if request.method == "POST":
        return _note(player, response_id)
    draft = take_draft(request, f"side-note-{response_id}")
    return _page(player, response_id, SideNoteForm(initial={"text": draft}))


def _note(request: SignedInRequest, response_id: int) -> HttpResponse:
    form = SideNoteForm(request.POST)
    if not form.is_valid():
        return _page(request, response_id, form, status=400)
    try:
        spend(request, "side-note")
        services.write_side_note(response_id=response_id, text=form.cleaned_data["text"], by=request.user)
    except (NotFound, NotAllowed) as error:
        raise Http404 from error
    except DomainError as error:
        form.add_refusal(error.field_errors if isinstance(error, InvalidInput) else {}, str(error))
        return _page(request, response_id, form, status=400)
    messages.success(request, _("Noted."))
    return redirect("responses:history", response_id)


def _page(request: SignedInRequest, response_id: int, form: SideNoteForm, status: int = 200) -> HttpResponse:
    found = selectors.history_of(request.user, response_id=response_id)
    if found is None:
        raise Http404("No such response.")
    context = {"history": found, "response": found.response, "form": form, "note_max": SIDE_NOTE_MAX}
    return render(request, "responses/history.html", context, status=status)
