"""The mail server's address in one setting, SMTP_URL."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

# How each scheme is secured, and its usual port.
SCHEMES = {"smtp": ("", 25), "smtp+tls": ("starttls", 587), "smtps": ("tls", 465)}


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """Where to connect, how the connection is secured ("", "starttls", "tls"), and as whom."""

    host: str
    port: int
    security: str = ""
    user: str = ""
    password: str = ""


def parse_smtp_url(url: str) -> SmtpServer:
    """Read `smtp://host`, `smtp+tls://user:password@host:587` or `smtps://user:password@host`.

    Raises:
        ImproperlyConfigured: it is none of these.
    """
    parts = urlsplit(url)
    if parts.scheme not in SCHEMES or not parts.hostname:
        raise ImproperlyConfigured("SMTP_URL is smtp://, smtp+tls:// or smtps:// with a host name.")
    security, port = SCHEMES[parts.scheme]
    return SmtpServer(
        host=parts.hostname,
        port=parts.port or port,
        security=security,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
    )
