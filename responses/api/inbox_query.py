"""The inbox's filters and order, from the address."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from rest_framework.request import Request
from rest_framework.views import APIView

from common.api.pagination import NewestFirst
from common.errors import InvalidInput
from content.characters import title_line
from responses.models import Response
from responses.selectors import STATES, InboxFilters

ORDERINGS = {"-created_at": ("-created_at", "-pk"), "created_at": ("created_at", "pk")}
TRUTHS = {"": False, "0": False, "false": False, "1": True, "true": True}
TEXT_MAX = 100


class NewestResponsesFirst(NewestFirst):
    ordering = ("-created_at", "-pk")


class InboxOrder(NewestResponsesFirst):
    """Newest first, or with `ordering=created_at` whoever has waited longest."""

    def get_ordering(self, request: Request, queryset: QuerySet[Response], view: APIView) -> tuple[str, ...]:
        return ORDERINGS[request.query_params.get("ordering") or "-created_at"]


def filters_from(request: Request) -> InboxFilters:
    """Return what of one's inbox the address asks for.

    Raises:
        InvalidInput: a filter has a value that it can't have.
    """
    asked: Mapping[str, str] = request.query_params
    listing, status, text = asked.get("listing", ""), asked.get("status", ""), title_line(asked.get("q", ""))
    possible = {
        "listing": not listing or (listing.isascii() and listing.isdigit() and len(listing) < 19),
        "status": status in ("", *STATES),
        "unread": asked.get("unread", "") in TRUTHS,
        "q": len(text) <= TEXT_MAX,
        "ordering": asked.get("ordering", "") in ("", *ORDERINGS),
    }
    if not all(possible.values()):
        sentences = [_("Not a possible value.")]
        raise InvalidInput(field_errors={name: sentences for name, fine in possible.items() if not fine})
    return InboxFilters.of(
        state=status,
        listing_id=int(listing) if listing else None,
        unread=TRUTHS[asked.get("unread", "")],
        text=text,
    )
