"""Rate limits on the shared cache: a fixed window per scope and identity; the amounts: `settings.LIMITS`."""

from __future__ import annotations

import logging
import math
import re
import time
from hashlib import blake2b
from ipaddress import IPv4Address, IPv6Network, ip_address
from typing import Any, NamedTuple, Protocol

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import ngettext

from common import alarm
from common.caches import counters
from common.errors import TooMany

logger = logging.getLogger(__name__)

SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
RATE_PATTERN = re.compile(r"(\d+)/(\d*)([smhd])")


class Rate(NamedTuple):
    """So many times in so many seconds."""

    amount: int
    seconds: int

    @classmethod
    def parse(cls, text: str) -> Rate:
        """Read "5/m", "1/10s" or "20/h".

        Raises:
            ValueError: the text is no rate.
        """
        match = RATE_PATTERN.fullmatch(text)
        if match is None:
            raise ValueError(f"{text!r} is no rate; write 5/m or 1/10s")
        amount, count, unit = match.groups()
        return cls(int(amount), int(count or 1) * SECONDS[unit])


def consume(scope: str, identity: str, rate: Rate | str) -> None:
    """Count one use of `scope` ("respond", "upload") by `identity` (a player's id, an address).

    Raises:
        TooMany: the window's uses are spent; `retry_after` says in how many seconds it ends.

    A cache that can't be reached refuses nobody. Under alarm there are fewer uses.
    """
    rate = Rate.parse(rate) if isinstance(rate, str) else rate
    now = time.time()
    window = int(now // rate.seconds)
    digest = blake2b(identity.encode(), digest_size=12).hexdigest()
    try:
        used = counters.count(f"limit:{scope}:{digest}:{rate.seconds}:{window}", rate.seconds)
        # An alarm leaves one use of what is allowed at all.
        allowed = max(min(1, rate.amount), rate.amount * settings.LIMITS_FACTOR // alarm.tightening())
    except Exception:
        logger.exception("Rate limits are off: the cache can't be reached")
        return
    if used > allowed:
        retry_after = math.ceil((window + 1) * rate.seconds - now)
        raise TooMany(sentence(retry_after), retry_after)


class Spender(Protocol):
    """A player as limits know one: who, and of what level."""

    pk: int
    trust: str


def spend(request: Any, scope: str) -> None:
    """Count one use of a row of `settings.LIMITS` by the request's player, and by the address it came from.

    Raises:
        TooMany: one of the two has used it up.
    """
    # A REST view's request wraps Django's, which the middleware sees.
    plain = getattr(request, "_request", request)
    player = request.user if request.user.is_authenticated else None
    try:
        spend_of(scope, player=player, address=client_address(plain))
    except TooMany as error:
        plain.retry_after = error.retry_after
        raise


def spend_of(scope: str, *, player: Spender | None = None, address: str = "") -> None:
    """Count one use of a row of `settings.LIMITS` where there is no request at hand.

    Raises:
        TooMany: the player, or the address, has used it up.
    """
    if player is not None and (rate := rate_of(scope, player.trust)):
        consume(scope, str(player.pk), rate)
    if address and (rate := rate_of(scope, "address")):
        consume(f"{scope}:address", household(address), rate)


def rate_of(scope: str, whose: str) -> str:
    """Return the amount of a row for a player's level, or for an "address"."""
    new, known, trusted, address = settings.LIMITS[scope]
    return {"known": known, "trusted": trusted, "address": address}.get(whose, new)


def sentence(seconds: int) -> str:
    """Say when to come back, in seconds or whole minutes."""
    if seconds < 60:
        return ngettext(
            "Too often. Try again in %(count)d second.", "Too often. Try again in %(count)d seconds.", seconds
        ) % {"count": seconds}
    minutes = -(-seconds // 60)
    return ngettext(
        "Too often. Try again in %(count)d minute.", "Too often. Try again in %(count)d minutes.", minutes
    ) % {"count": minutes}


def household(address: str) -> str:
    """Return what is counted as one address: of IPv6 the network of 64 bits, which one host has to itself."""
    try:
        ip = ip_address(address)
    except ValueError:
        return address
    if isinstance(ip, IPv4Address):
        return str(ip)
    if ip.ipv4_mapped is not None:
        return str(ip.ipv4_mapped)
    return str(IPv6Network((int(ip), 64), strict=False).network_address)


def client_address(request: HttpRequest) -> str:
    """Return the visitor's address: the connection's, or what our own proxy says it is.

    settings.TRUSTED_PROXY_HEADER names the header that the proxy sets ("X-Real-IP"). Of a list, the last
    entry is the one the proxy itself saw; the earlier ones are whatever the visitor wrote.
    """
    header: str = settings.TRUSTED_PROXY_HEADER
    if header:
        last = request.headers.get(header, "").rpartition(",")[2].strip()
        if last:
            return last
    return request.META.get("REMOTE_ADDR", "")
