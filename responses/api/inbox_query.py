"""The inbox's filters, from the address."""

from __future__ import annotations

from django.utils.translation import gettext as _
from rest_framework.request import Request

from common.api.pagination import NewestFirst
from common.errors import InvalidInput
from responses.models import Response, ResponseStatus
from responses.models.response import ResponseQuerySet


class NewestResponsesFirst(NewestFirst):
    ordering = ("-created_at", "-pk")


def inbox_from(request: Request) -> ResponseQuerySet:
    """Return the responses to one's listings that the address asks for.

    Raises:
        InvalidInput: a filter has a value that it can't have.
    """
    listing, status = request.query_params.get("listing", ""), request.query_params.get("status", "")
    wrong = {
        name: [_("Not a possible value.")]
        for name, possible in (
            ("listing", not listing or (listing.isascii() and listing.isdigit() and len(listing) < 19)),
            ("status", status in ("", *ResponseStatus.values)),
        )
        if not possible
    }
    if wrong:
        raise InvalidInput(field_errors=wrong)
    responses = Response.objects.received_by(request.user).with_listing()
    if listing:
        responses = responses.filter(ad_id=int(listing))
    return responses.filter(status=status) if status else responses
