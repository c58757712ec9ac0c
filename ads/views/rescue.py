"""A writing page whose token has grown old: its text comes back in a fresh one."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from accounts.types import SignedInRequest
from ads import selectors
from ads.forms import AdForm
from ads.views.carry import carrying_page, has_text
from ads.views.desk import desk_of
from ads.views.write import write_page

PAGES = ("listings:new", "listings:edit")


def rescued_form(request: HttpRequest) -> HttpResponse | None:
    """Return a page with the text of a form that failed the CSRF check; None when there is none to rescue.

    Only of a form that the browser says came from a page of ours: a stranger's text isn't put before anybody.
    """
    match = request.resolver_match
    if match is None or match.view_name not in PAGES or not _is_ours(request) or not has_text(request):
        return None
    if not request.user.is_authenticated:
        return carrying_page(request)
    author = cast("SignedInRequest", request)
    listing = None
    if "ad_id" in match.kwargs:
        listing = selectors.own_listing(ad_id=match.kwargs["ad_id"], author=author.user)
        if listing is None:
            return None
    form = AdForm(request.POST)
    form.add_refusal({}, _("Nothing is saved yet: the page had grown old. Your text is here: send it again."))
    return write_page(author, form, desk_of(author, listing), listing, status=403)


def _is_ours(request: HttpRequest) -> bool:
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
