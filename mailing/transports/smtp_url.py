"""The mail server's address in one setting, SMTP_URL."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import SplitResult, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

# How each scheme is secured, and its usual port.
SCHEMES = {"smtp": ("", 25), "smtp+tls": ("starttls", 587), "smtps": ("tls", 465)}
# Where a password may go in the clear: it leaves no machine.
OWN_MACHINE = ("localhost", "127.0.0.1", "::1")
ENCODE = "In a user's name or password / ? # @ : % are written as %2F %3F %23 %40 %3A %25."


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
        ImproperlyConfigured: it is none of these; the sentence never repeats it, as it may hold a password.
    """
    parts = urlsplit(url)
    if parts.scheme not in SCHEMES or not parts.hostname:
        raise ImproperlyConfigured("SMTP_URL is smtp://, smtp+tls:// or smtps:// with a host name.")
    security, port = SCHEMES[parts.scheme]
    server = SmtpServer(
        host=parts.hostname,
        port=_port(parts) or port,
        security=security,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
    )
    _refuse_what_is_not_heeded(parts, server)
    return server


def _port(parts: SplitResult) -> int | None:
    try:
        return parts.port
    except ValueError as error:
        raise ImproperlyConfigured(f"SMTP_URL has no number for a port. {ENCODE}") from error


def _refuse_what_is_not_heeded(parts: SplitResult, server: SmtpServer) -> None:
    """Whoever writes `?tls=True` believes that the connection is encrypted."""
    if parts.path not in ("", "/") or parts.query or parts.fragment:
        raise ImproperlyConfigured(
            f"SMTP_URL ends with the host and its port; encryption is asked for by smtp+tls:// "
            f"(STARTTLS) or smtps://, not by a path or a query. {ENCODE}"
        )
    if (server.user or server.password) and not server.security and server.host not in OWN_MACHINE:
        raise ImproperlyConfigured(
            "SMTP_URL would send its password in the clear: write smtp+tls:// (STARTTLS) or smtps:// "
            "instead of smtp://."
        )
