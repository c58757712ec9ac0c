"""Addresses that a text may link to."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from content.characters import without_invisible
from content.limits import MAX_LINK

REL = "ugc nofollow noopener"

_WEB = re.compile(r"https?://[^/?#\\\s]+(?:[/?#]\S*)?", re.IGNORECASE)
_MAIL = re.compile(r"mailto:[^\s?@]+@[^\s?@]+(?:\?\S*)?", re.IGNORECASE)
# Browsers drop these anywhere in an address before they look at its scheme.
_DROPPED = re.compile(r"[\t\n\r\f]")
_ESCAPES = {" ": "%20", '"': "%22", "<": "%3C", ">": "%3E", "`": "%60", "\u00a0": "%C2%A0"}
_TO_ESCAPE = re.compile("[" + "".join(_ESCAPES) + "]")


def clean_link(href: str) -> str | None:
    """Return the address as it is stored, or None where it is neither http(s) nor mailto."""
    href = without_invisible(_DROPPED.sub("", href)).strip()
    href = _TO_ESCAPE.sub(lambda found: _ESCAPES[found[0]], href)
    if len(href) > MAX_LINK:
        return None
    if _MAIL.fullmatch(href):
        return "mailto:" + href[len("mailto:") :]
    if not _WEB.fullmatch(href):
        return None
    scheme, rest = href.split(":", 1)
    return f"{scheme.lower()}:{rest}" if _has_plain_host(href) else None


def _has_plain_host(href: str) -> bool:
    """Tell whether the address names a host, and no user in front of it who looks like one."""
    try:
        parts = urlsplit(href)
        return bool(parts.hostname) and "@" not in parts.netloc and (parts.port is None or parts.port > 0)
    except ValueError:
        return False
