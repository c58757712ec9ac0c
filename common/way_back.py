"""Where to go on after a press of a button, as the page itself has said."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def address_here(request: HttpRequest, wanted: str) -> str | None:
    """Return the address when it is one of this site, from its root on; None for any other.

    A bare word counts as safe for Django, and `redirect` would take it for the name of a view. A secure page
    leads to no plain one; behind a proxy that doesn't say how it was asked, both may be. Browsers drop tabs:
    what Django reads as a path, "//<tab>/evil.example", would be another host to them.
    """
    if not wanted.startswith(("/", "http://", "https://")) or not wanted.isprintable():
        return None
    hosts = {request.get_host()}
    return wanted if url_has_allowed_host_and_scheme(wanted, hosts, request.is_secure()) else None
