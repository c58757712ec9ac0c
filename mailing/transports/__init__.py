"""Where letters are handed over: a mail server, or the development mailbox."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from mailing.transports.base import Parcel, Transport
from mailing.transports.folder import FolderTransport
from mailing.transports.smtp import SmtpTransport

__all__ = ["Parcel", "Transport", "open_transport"]


def open_transport() -> Transport:
    """Return the transport that the settings name; it connects when the first letter goes.

    Raises:
        ImproperlyConfigured: MAIL_TRANSPORT names none.
    """
    if settings.MAIL_TRANSPORT == "smtp":
        return SmtpTransport.from_url(settings.SMTP_URL)
    if settings.MAIL_TRANSPORT == "file":
        return FolderTransport(settings.MAIL_DIR)
    raise ImproperlyConfigured('MAIL_TRANSPORT is "smtp" or "file".')
