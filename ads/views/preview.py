"""The public page of words that nobody has saved, with the words in it, so that the way back loses none."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from accounts.types import SignedInRequest
from ads import services
from ads.forms import AdForm

# What belongs to the press of a button, not to the words.
NOT_CARRIED = frozenset(["csrfmiddlewaretoken", "action"])


def preview(request: SignedInRequest, form: AdForm, ad_id: int | None) -> HttpResponse:
    """Show what the form holds as the public page would; saves nothing.

    Raises:
        BoardEntry.DoesNotExist, NotAdAuthor: the ad isn't there or isn't the author's.
        InvalidInput: the text breaks a limit.
    """
    ad = services.preview_ad(ad_id=ad_id, text=services.AdText(**form.cleaned_data), by=request.user)
    context = {
        **ad.preview_context(host=request.get_host()),
        "back": request.path,
        "carried": [
            (name, value)
            for name, values in request.POST.lists()
            if name not in NOT_CARRIED
            for value in values
        ],
    }
    return render(request, "ads/preview.html", context)
