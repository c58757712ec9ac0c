"""Hearing nothing of a listing or a player, and hearing of them again."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.types import SignedInRequest
from common.errors import DomainError
from common.post_doors import signed_in_post
from common.way_back import address_here
from notifications import services
from notifications.selectors.listings import names_of_listings


@signed_in_post
def mute(request: SignedInRequest, listing_id: int) -> HttpResponse:
    """Hear nothing of a listing that one may know of."""
    name = names_of_listings(request.user, [listing_id]).get(listing_id)
    if name is None:
        raise Http404("No such listing.")
    services.mute_listing(listing_id=listing_id, by=request.user)
    messages.success(request, _("You hear nothing of “%(title)s” any more.") % {"title": name.title})
    return redirect(_back(request))


@signed_in_post
def unmute(request: SignedInRequest, listing_id: int) -> HttpResponse:
    """Hear of a listing again."""
    services.unmute_listing(listing_id=listing_id, by=request.user)
    messages.success(request, _("You hear of this listing again."))
    return redirect(_back(request))


@signed_in_post
def block(request: SignedInRequest, player_id: int) -> HttpResponse:
    """Hear nothing of a player."""
    try:
        services.block_player(player_id=player_id, by=request.user)
    except User.DoesNotExist as error:
        raise Http404 from error
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Blocked. The player isn’t told; the settings undo it."))
    return redirect(_back(request))


@signed_in_post
def unblock(request: SignedInRequest, player_id: int) -> HttpResponse:
    """Hear of a player again."""
    services.unblock_player(player_id=player_id, by=request.user)
    messages.success(request, _("You hear of this player again."))
    return redirect(_back(request))


def _back(request: SignedInRequest) -> str:
    """Return where the form said to go on, if that is on this site."""
    return address_here(request, request.POST.get("next", "")) or "notifications:list"
