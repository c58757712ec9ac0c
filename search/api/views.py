"""The list of listings, narrowed by words."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from ads.api.listing_query import listings_page
from ads.api.serializers import CardOutput
from ads.api.views import FILTERS, ListingCollection
from ads.selectors import BoardFilters
from common.limits import spend
from search.filters import Matching, Similar, forgiving
from search.words import tidy


class ListingSearch(ListingCollection):
    @extend_schema(
        responses=CardOutput(many=True),
        operation_id="listings",
        parameters=[OpenApiParameter(name, str) for name in ("q", *FILTERS)],
    )
    def get(self, request: Request) -> Response:
        """Live listings, newest first, in pages by cursor; `q` knows word forms and forgives typos."""
        query = tidy(request.query_params.get("q", ""))
        plain = self.filters(request)
        if not query:
            return Response(listings_page(request, plain))
        spend(request, "search")
        given: dict[str, Any] = {field.name: getattr(plain, field.name) for field in fields(BoardFilters)}
        page = listings_page(request, Matching(**given, query=query))
        if not page["results"] and "cursor" not in request.query_params:
            with forgiving():
                page = listings_page(request, Similar(**given, query=query)) | {"next": None}
        return Response(page)
