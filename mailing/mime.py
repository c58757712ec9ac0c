"""A letter as bytes on the wire.

Python's newer `email.message.EmailMessage` loses spaces where it folds long Russian subjects, so headers are
encoded by `email.header`, which doesn't.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from email.charset import BASE64, QP, Charset
from email.header import Header
from email.message import Message
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart
from email.policy import compat32
from email.utils import format_datetime, formataddr, getaddresses

from django.conf import settings
from django.utils import timezone

POLICY = compat32.clone(linesep="\r\n")
ADDRESS_HEADERS = frozenset({"from", "reply-to"})
# The engine writes these; a letter's own headers can't replace them.
OWN_HEADERS = frozenset(
    {"from", "to", "cc", "bcc", "subject", "date", "message-id", "auto-submitted", "mime-version"}
    | {"content-type", "content-transfer-encoding", "sender", "return-path", "received"}
)
HEADER_NAME = re.compile(r"[A-Za-z0-9-]{1,70}")


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
    """Return the message, seven bits and CRLF lines. `to` is a bare ASCII address."""
    message: Message = MIMEMultipart("alternative")
    message.attach(_part("plain", text or one_line(subject)))
    if html:
        message.attach(_part("html", html))
    message["From"] = _encoded("From", headers.get("From", settings.DEFAULT_FROM_EMAIL))
    message["To"] = to
    message["Subject"] = _encoded("Subject", subject)
    message["Date"] = format_datetime(timezone.localtime(date))
    message["Message-ID"] = message_id
    message["Auto-Submitted"] = "auto-generated"
    # Exchange reads this one instead: no holiday notes, no receipts.
    message["X-Auto-Response-Suppress"] = "All"
    for name, value in headers.items():
        if name.lower() not in OWN_HEADERS and HEADER_NAME.fullmatch(name):
            message[name] = _encoded(name, value)
    return message.as_bytes(policy=POLICY)


def one_line(text: str) -> str:
    """Return the text without line breaks and control characters: nobody writes headers through a name."""
    return "".join(character if character.isprintable() else " " for character in text).strip()


def _encoded(name: str, value: str) -> str:
    value = one_line(value)
    if name.lower() in ADDRESS_HEADERS:
        return ", ".join(formataddr(pair, "utf-8") for pair in getaddresses([value]) if pair[1].isascii())
    return value if value.isascii() else Header(value, "utf-8", header_name=name).encode()


def _part(subtype: str, text: str) -> MIMENonMultipart:
    """Return a part in the shorter of the two encodings: Russian text base64, markup quoted-printable."""
    foreign = sum(not character.isascii() for character in text)
    charset = Charset("utf-8")
    charset.body_encoding = BASE64 if foreign * 10 > len(text) else QP
    part = MIMENonMultipart("text", subtype, charset="utf-8")
    part.set_payload("\r\n".join(text.splitlines()) + "\r\n", charset=charset)
    return part
