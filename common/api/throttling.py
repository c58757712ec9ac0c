"""Rate limits of REST views: the site's own counters, and `Retry-After` in the answer."""

from __future__ import annotations

from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle
from rest_framework.views import APIView

from common.errors import TooMany
from common.limits import client_address, consume


class LimitThrottle(BaseThrottle):
    """So many requests by one player, or by one address when nobody is signed in.

    A subclass names `scope` and `rate` ("30/m"); `methods` limits it to some methods (all when empty).
    """

    scope = "api"
    rate = "300/m"
    methods: frozenset[str] = frozenset()

    def allow_request(self, request: Request, view: APIView) -> bool:
        """Count the request; remember how long to wait when there were too many."""
        self.retry_after: int | None = None
        if self.methods and request.method not in self.methods:
            return True
        signed_in = request.user and request.user.is_authenticated
        identity = f"player:{request.user.pk}" if signed_in else f"address:{client_address(request)}"
        try:
            consume(self.scope, identity, self.rate)
        except TooMany as error:
            self.retry_after = error.retry_after
        return self.retry_after is None

    def wait(self) -> float | None:
        return self.retry_after
