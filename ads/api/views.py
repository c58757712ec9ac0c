"""Listings over REST: doors that check, call one verb and answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.types import player_of
from ads import selectors, services
from ads.api.listing_query import filters_from, listings_page
from ads.api.representation import listing_json
from ads.api.serializers import CardOutput, CategoryOutput, ListingInput, ListingOutput
from ads.errors import NotAdAuthor
from ads.models import VISIBLE_STATUSES, BoardEntry
from ads.selectors import BoardFilters, Listing
from common.api.idempotent import idempotent
from common.limits import spend

FILTERS = (
    "category",
    "kind",
    "server",
    "level",
    "hours",
    "author",
    "ordering",
    "cursor",
    "page_size",
)
MOVES: dict[str, Callable[..., BoardEntry]] = {
    "submit": services.submit_ad,
    "withdraw": services.withdraw_ad,
    "close": services.close_ad,
    "renew": services.renew_ad,
    "bump": services.bump_ad,
    "confirm": services.confirm_ad,
}


class Categories(APIView):
    @extend_schema(responses=CategoryOutput(many=True), operation_id="categories")
    def get(self, request: Request) -> Response:
        """The ten categories in the customer's order, with the number of live listings."""
        return Response(selectors.category_counts())


class ListingCollection(APIView):
    """The board as a list; `search` adds `q` to it."""

    @extend_schema(
        responses=CardOutput(many=True),
        operation_id="listings",
        parameters=[OpenApiParameter(name, str) for name in FILTERS],
    )
    def get(self, request: Request) -> Response:
        """Live listings, newest first, in pages by cursor."""
        return Response(listings_page(request, self.filters(request)))

    def filters(self, request: Request) -> BoardFilters:
        """What of the board the address asks for; an upper app may narrow it further."""
        return filters_from(request)

    @extend_schema(request=ListingInput, responses={201: ListingOutput}, operation_id="listing_create")
    @idempotent
    def post(self, request: Request) -> Response:
        """Keep a new listing as a draft."""
        spend(request, "listing-create")
        given = ListingInput(data=request.data)
        given.is_valid(raise_exception=True)
        ad = services.create_ad(text=given.text(), by=player_of(request))
        return Response(_shown(request, ad.pk), status=201)


class ListingDetail(APIView):
    @extend_schema(responses=ListingOutput, operation_id="listing")
    def get(self, request: Request, ad_id: int) -> Response:
        """A public listing, or one's own in any state."""
        return Response(_shown(request, ad_id))

    @extend_schema(request=ListingInput(partial=True), responses=ListingOutput, operation_id="listing_edit")
    def patch(self, request: Request, ad_id: int) -> Response:
        """Change a draft in place, or keep an edit of a live listing beside it until it is approved."""
        with _own(request, ad_id):
            spend(request, "listing-edit")
            given = ListingInput(data=request.data, partial=True)
            given.is_valid(raise_exception=True)
            services.edit_ad(ad_id=ad_id, text=given.text(), by=player_of(request))
        return Response(_shown(request, ad_id))

    @extend_schema(responses={204: None}, operation_id="listing_delete")
    def delete(self, request: Request, ad_id: int) -> Response:
        """Delete one's own listing."""
        with _own(request, ad_id):
            spend(request, "listing-move")
            services.delete_ad(ad_id=ad_id, by=player_of(request))
        return Response(status=204)


class ListingMove(APIView):
    @extend_schema(
        request=None,
        responses=ListingOutput,
        operation_id="listing_move",
        parameters=[OpenApiParameter("move", str, OpenApiParameter.PATH, enum=list(MOVES))],
    )
    def post(self, request: Request, ad_id: int, move: str) -> Response:
        """Submit, withdraw, close, renew, bump or confirm one's own listing."""
        verb = MOVES.get(move)
        if verb is None:
            raise Http404
        spend(request, "listing-move")
        try:
            entry = verb(ad_id=ad_id, by=player_of(request))
        except (BoardEntry.DoesNotExist, NotAdAuthor) as error:
            _refuse_strangers(request, ad_id)
            raise Http404 from error
        return Response(_told(request, selectors.as_seen(entry, request.user)))


@contextmanager
def _own(request: Request, ad_id: int) -> Iterator[None]:
    """Call a verb on a listing of one's own, which may be deleted at the same moment.

    Raises:
        Http404: there is none, or it isn't the player's to know.
        NotAdAuthor: it is public, and somebody else's.
    """
    _refuse_strangers(request, ad_id)
    try:
        yield
    except BoardEntry.DoesNotExist as error:
        raise Http404 from error


def _refuse_strangers(request: Request, ad_id: int) -> None:
    """Answer 404 for what isn't the player's to know, 403 for a public listing of somebody else's."""
    entry = BoardEntry.objects.only("author_id", "status").filter(pk=ad_id).first()
    is_own = entry is not None and entry.author_id == request.user.pk
    if entry is None or not (is_own or entry.status in VISIBLE_STATUSES):
        raise Http404
    if not is_own:
        raise NotAdAuthor


def _shown(request: Request, ad_id: int) -> dict[str, Any]:
    return _told(request, selectors.listing_for(ad_id=ad_id, reader=request.user))


def _told(request: Request, listing: Listing | None) -> dict[str, Any]:
    if listing is None:
        raise Http404
    return listing_json(listing, host=request.get_host())
