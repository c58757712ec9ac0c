"""Rate limits of REST views: the site's own counters, and `Retry-After` in the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from common.errors import TooMany
from common.limits import spend

if TYPE_CHECKING:
    # At run time that module asks for this one: every view has these throttles.
    from rest_framework.views import APIView


class LimitThrottle(BaseThrottle):
    """So many requests by one player, and from one address.

    A subclass names its row of `settings.LIMITS` as `scope`.
    """

    scope = "api"

    def allow_request(self, request: Request, view: APIView) -> bool:
        """Count the request; remember how long to wait when there were too many."""
        self.retry_after: int | None = None
        try:
            spend(request, self.scope)
        except TooMany as error:
            self.retry_after = error.retry_after
        return self.retry_after is None

    def wait(self) -> float | None:
        return self.retry_after
