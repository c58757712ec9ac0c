"""The author's moves on an ad, by POST; one without a state to change says so and changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from accounts.types import SignedInRequest
from ads import services
from ads.models import BoardEntry
from common.errors import DomainError


@login_required
@require_POST
def _move(request: SignedInRequest, ad_id: int, *, verb: Callable[..., Any], done: Any) -> HttpResponse:
    try:
        verb(ad_id=ad_id, by=request.user)
    except BoardEntry.DoesNotExist as error:
        raise Http404 from error
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, done)
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    return redirect(back if safe else reverse("listings:mine"))


submit = partial(_move, verb=services.submit_ad, done=_("Sent. A moderator will look at it."))
withdraw = partial(_move, verb=services.withdraw_ad, done=_("Taken back. It is a draft again."))
close = partial(
    _move, verb=services.close_ad, done=_("Closed. Nobody can respond now; the responses are kept.")
)
bump = partial(_move, verb=services.bump_ad, done=_("Bumped: it stands on top of the board."))
delete = partial(_move, verb=services.delete_ad, done=_("Deleted."))
_renew = partial(_move, verb=services.renew_ad, done=_("Renewed for thirty days."))


def renew(request: SignedInRequest, ad_id: int) -> HttpResponse:
    """Renew by POST; a GET, from a letter's link, shows the list where the button is."""
    if request.method == "GET":
        return redirect("listings:mine")
    return _renew(request, ad_id)
