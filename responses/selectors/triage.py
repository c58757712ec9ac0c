"""Triage: one response at a time, whoever has waited longest first."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from accounts.models import User
from responses.models import Response
from responses.selectors.filters import InboxFilters
from responses.selectors.reach import Reach


@dataclass(frozen=True, slots=True)
class Triage:
    """The response to decide, the one after it, and how far one has come."""

    filters: InboxFilters
    response: Response | None
    following: Response | None
    number: int
    left: int

    @property
    def total(self) -> int:
        """How many there are in this sitting: what one has passed, and what is left."""
        return self.number - 1 + self.left


def triage(*, user: User, filters: InboxFilters, from_id: int | None, number: int) -> Triage:
    """Read what to decide now: the response `from_id`, or the first one after it that still waits.

    The oldest come first: nobody waits longer for being early, and new ones join at the end.
    """
    wanted = filters.to_decide
    reach = Reach.of(user)
    waiting = wanted.apply(reach).order_by("created_at", "pk")
    start = reach.all().filter(pk=from_id or 0).values_list("created_at", "pk").first()
    if start is not None:
        moment, pk = start
        waiting = waiting.filter(Q(created_at__gt=moment) | Q(pk__gte=pk), created_at__gte=moment)
    two = list(waiting.with_listing()[:2])
    return Triage(
        filters=wanted,
        response=two[0] if two else None,
        following=two[1] if len(two) > 1 else None,
        number=number,
        left=waiting.count() if two else 0,
    )
