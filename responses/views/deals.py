"""Proposing and confirming a deal, and how many stand on a profile."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.types import SignedInRequest
from common.errors import DomainError, NotFound
from common.limits import spend
from common.post_doors import signed_in_post
from responses import selectors, services


@signed_in_post
def _deal(
    request: SignedInRequest, response_id: int, *, verb: Callable[..., Any], said: Any, takes: tuple[str, ...]
) -> HttpResponse:
    """Call a verb with the fields that it takes and go back to the conversation."""
    given = {name: request.POST.get(name, "") for name in takes}
    try:
        spend(request, "deal")
        verb(response_id=response_id, by=request.user, **given)
    except NotFound as error:
        raise Http404 from error
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, said)
    return redirect("threads:one", response_id)


propose = partial(_deal, verb=services.propose_deal, takes=(), said=_("Proposed. The code stands here."))
confirm = partial(_deal, verb=services.confirm_deal, takes=("code",), said=_("The deal is confirmed."))


def confirmed_deals(player: User, request: HttpRequest) -> list[SafeString]:
    """Draw the number of a player's deals on the profile; one query."""
    count = selectors.deal_count(player)
    if not count:
        return []
    return [render_to_string("responses/profile_deals.html", {"count": count}, request)]
