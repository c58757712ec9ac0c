"""A letter as bytes on the wire."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from django.conf import settings
from django.utils import timezone

# Seven bits: not every server on the way has 8BITMIME.
POLICY = SMTP.clone(cte_type="7bit")
# The engine writes these; a letter's own headers can't replace them.
OWN_HEADERS = frozenset(
    {"to", "cc", "bcc", "subject", "date", "message-id", "mime-version", "content-type"}
    | {"content-transfer-encoding", "sender", "return-path", "received"}
)


def build_message(
    *,
    to: str,
    subject: str,
    text: str,
    html: str,
    headers: Mapping[str, str],
    message_id: str,
    date: datetime,
) -> bytes:
    """Return the message with CRLF lines. `to` is a bare ASCII address."""
    message = EmailMessage(policy=POLICY)
    message["From"] = one_line(headers.get("From", settings.DEFAULT_FROM_EMAIL))
    message["To"] = Address(addr_spec=to)
    message["Subject"] = one_line(subject)
    message["Date"] = format_datetime(timezone.localtime(date))
    message["Message-ID"] = message_id
    message["Auto-Submitted"] = "auto-generated"
    for name, value in headers.items():
        if name.lower() not in OWN_HEADERS and name not in message:
            message[one_line(name)] = one_line(value)
    message.set_content(text or one_line(subject))
    if html:
        message.add_alternative(html, subtype="html")
    return message.as_bytes()


def one_line(text: str) -> str:
    """Return the text without line breaks and control characters: nobody writes headers through a name."""
    return "".join(character if character.isprintable() else " " for character in text).strip()
