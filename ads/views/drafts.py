"""Throwing an unfinished text away, from the list or from the writing page."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from accounts.types import SignedInRequest
from ads import services
from common.post_doors import signed_in_post


@signed_in_post
def discard(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """Discard it, and go on with the listing as it is saved where the form names one."""
    services.discard_draft(uid=uid, by=request.user)
    messages.success(request, _("The unfinished text is discarded."))
    listing = request.POST.get("listing", "")
    if listing.isdecimal() and len(listing) < 19:
        return redirect("listings:edit", int(listing))
    return redirect("listings:mine")
