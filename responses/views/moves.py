"""Moves on a response, by POST. The inbox then says what was done and offers to undo it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from accounts.types import SignedInRequest
from common.errors import DomainError, NotFound
from common.post_doors import signed_in_post
from responses import services
from responses.views.addresses import as_id, saying, way_back

Verb = Callable[..., Any]
Reader = Callable[[str], Any]
NOTHING: Mapping[str, Reader] = MappingProxyType({})


@signed_in_post
def _move(
    request: SignedInRequest,
    response_id: int,
    *,
    verb: Verb,
    said: Any = "",
    home: str = "responses:inbox",
    takes: Mapping[str, Reader] = NOTHING,
) -> HttpResponse:
    """Call a verb with the fields that it takes; without words of its own, the inbox shows what was done.

    A form may say where to go on (`next`), and where to stay when the move is refused (`here`).
    """
    back = way_back(request, home)
    try:
        given = {name: read(request.POST.get(name, "")) for name, read in takes.items()}
        verb(response_id=response_id, by=request.user, **given)
    except NotFound as error:
        raise Http404 from error
    except DomainError as error:
        messages.error(request, str(error))
        return redirect(way_back(request, home, "here") if "here" in request.POST else back)
    if not said:
        return redirect(saying(back, [response_id]))
    messages.success(request, said)
    return redirect(back)


@signed_in_post
def seen(request: SignedInRequest, response_id: int) -> HttpResponse:
    """Note that one has read a response; the inbox's script calls it, and a button without scripts."""
    try:
        services.mark_seen(
            response_id=response_id, by=request.user, edits=as_id(request.POST.get("edits", ""))
        )
    except DomainError as error:
        raise Http404 from error
    return redirect(way_back(request))


accept = partial(_move, verb=services.accept_response, takes={"role": str, "note": str, "edits": as_id})
free = partial(_move, verb=services.free_place, said=_("The place is free, and the listing takes responses."))
decline = partial(_move, verb=services.decline_response, takes={"note": str, "again": bool, "edits": as_id})
shortlist = partial(_move, verb=services.shortlist_response, takes={"edits": as_id})
allow = partial(_move, verb=services.allow_again, said=_("Allowed. The player hears of it."))
delete = partial(_move, verb=services.delete_response)
undo = partial(_move, verb=services.undo_decision, said=_("Taken back. The response is as it was."))
restore = partial(_move, verb=services.restore_response, said=_("It is back in your inbox."))
withdraw = partial(
    _move, verb=services.withdraw_response, said=_("Your response is withdrawn."), home="responses:sent"
)
