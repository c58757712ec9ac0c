"""Who helps with an ad's responses: the author's page, and that of the player who is asked."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.types import SignedInRequest
from common.errors import DomainError, InvalidInput, NotFound
from common.limits import spend
from common.post_doors import signed_in_post
from responses import selectors, services
from responses.forms import InviteForm
from responses.limits import RECRUITERS_MAX


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def helpers(request: SignedInRequest, ad_id: int) -> HttpResponse:
    """Show who helps with one's own ad and who is asked; ask another one by POST."""
    if request.method != "POST":
        return _helpers_page(request, ad_id, InviteForm())
    form = InviteForm(request.POST)
    if not form.is_valid():
        return _helpers_page(request, ad_id, form, status=400)
    try:
        spend(request, "invite")
        asked = services.invite_recruiter(ad_id=ad_id, name=form.cleaned_data["name"], by=request.user)
    except NotFound as error:
        raise Http404 from error
    except DomainError as error:
        form.add_refusal(error.field_errors if isinstance(error, InvalidInput) else {}, str(error))
        return _helpers_page(request, ad_id, form, status=400)
    messages.success(request, _("Asked: %(who)s. The answer will stand here.") % {"who": asked.player})
    return redirect("responses:helpers", ad_id)


def _helpers_page(request: SignedInRequest, ad_id: int, form: InviteForm, status: int = 200) -> HttpResponse:
    entry = selectors.own_listing_of(request.user, ad_id=ad_id)
    if entry is None:
        raise Http404("No such listing.")
    recruiters = selectors.recruiters_of(ad_id)
    standing = sum(recruiter.refused_at is None for recruiter in recruiters)
    context = {
        "entry": entry,
        "recruiters": recruiters,
        "form": form,
        "has_room": standing < RECRUITERS_MAX,
        "most": RECRUITERS_MAX,
    }
    return render(request, "responses/helpers.html", context, status=status)


@signed_in_post
def remove(request: SignedInRequest, ad_id: int, player_id: int) -> HttpResponse:
    """Do without a helper."""
    try:
        services.remove_recruiter(ad_id=ad_id, player_id=player_id, by=request.user)
    except NotFound as error:
        raise Http404 from error
    messages.success(request, _("Removed: this player sees the responses no more."))
    return redirect("responses:helpers", ad_id)


@login_required
@never_cache
@require_safe
def helping(request: SignedInRequest, ad_id: int) -> HttpResponse:
    """Show what an author asks for, with the buttons to agree, to refuse or to leave."""
    invitation = selectors.invitation_of(request.user, ad_id=ad_id)
    if invitation is None:
        raise Http404("No such invitation.")
    return render(request, "responses/helping.html", {"invitation": invitation, "entry": invitation.entry})


@signed_in_post
def _answer(request: SignedInRequest, ad_id: int, *, verb: Callable[..., Any], said: Any) -> HttpResponse:
    """Give the player's answer to an invitation, and go to the inbox."""
    try:
        verb(ad_id=ad_id, by=request.user)
    except NotFound as error:
        raise Http404 from error
    except DomainError as error:
        messages.error(request, str(error))
        return redirect("responses:helping", ad_id)
    messages.success(request, said)
    return redirect("responses:inbox")


accept = partial(
    _answer, verb=services.accept_invitation, said=_("You help now: the responses stand in your inbox.")
)
leave = partial(_answer, verb=services.leave_recruiting, said=_("You don't help with this listing."))
