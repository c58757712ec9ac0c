"""Reports of letters that came back (RFC 3464), read from a mailbox.

Only reports about letters of ours count: they carry the letter's head, whose Message-ID is signed for the
address it went to (`mailing.message_ids`). Whatever else is left alone, so that a made-up report stops
nobody's letters.
"""

from __future__ import annotations

import imaplib
import logging
import mailbox
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from pathlib import Path
from typing import cast
from urllib.parse import unquote, urlsplit

from mailing import suspension
from mailing.message_ids import is_proof

logger = logging.getLogger(__name__)

# RFC 3463: a bad address, a mailbox that is switched off; not a full one, nor a word about our letter.
DEAD = re.compile(r"5\.(?:1\.\d{1,3}|2\.1)")
MAX_REASON = 200
IMAP_TLS_PORT = 993
# More than a report ever has; what is larger is no report of ours.
MAX_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Bounce:
    """One address at which nobody lives, as the server that found out says it."""

    address: str
    reason: str


def bounces_in(raw: bytes) -> list[Bounce]:
    """Return the dead addresses that a message reports; none where it is no report about a letter of ours."""
    if len(raw) > MAX_BYTES:
        return []
    message = message_from_bytes(raw)
    if message.get_content_type() != "multipart/report":
        return []
    ours = _message_ids(message)
    found = []
    for part in message.walk():
        if part.get_content_type() == "message/delivery-status":
            found += [bounce for fields in _groups(part) if (bounce := _bounce(fields, ours)) is not None]
    return found


def read_maildir(folder: Path) -> int:
    """Suspend what reports among a maildir's new messages name; mark them as read. Return how many."""
    box = mailbox.Maildir(folder, create=False)
    suspended = 0
    for key in list(box.keys()):
        message = box.get_message(key)
        if message.get_subdir() != "new":
            continue
        suspended += _suspend(box.get_bytes(key))
        message.set_subdir("cur")
        message.add_flag("S")
        box[key] = message
    return suspended


def read_imap(url: str) -> int:
    """Do the same with the unseen messages of `imaps://user:password@host/folder`."""
    suspended = 0
    with _mailbox(url) as box:
        _state, (numbers,) = box.search(None, "UNSEEN")
        for number in numbers.split():
            _state, answer = box.fetch(number.decode(), "(BODY.PEEK[])")
            raw = next((part[1] for part in answer if isinstance(part, tuple)), b"")
            suspended += _suspend(raw)
            box.store(number.decode(), "+FLAGS", r"(\Seen)")
    return suspended


def _suspend(raw: bytes) -> int:
    try:
        bounces = bounces_in(raw)
    except Exception:
        # Anybody writes to this mailbox: one message that can't be read must not keep the next from it.
        logger.exception("a returned letter can't be read")
        return 0
    for bounce in bounces:
        suspension.note_refusal(address=bounce.address, reason=bounce.reason, at_once=True)
    return len(bounces)


@contextmanager
def _mailbox(url: str) -> Iterator[imaplib.IMAP4_SSL]:
    parts = urlsplit(url)
    box = imaplib.IMAP4_SSL(parts.hostname or "", parts.port or IMAP_TLS_PORT, timeout=30)
    try:
        box.login(unquote(parts.username or ""), unquote(parts.password or ""))
        box.select(unquote(parts.path.strip("/")) or "INBOX")
        yield box
    finally:
        box.logout()


def _message_ids(message: Message) -> list[str]:
    """Return the Message-IDs of the letters that came back, whole or as their heads."""
    found = []
    for part in message.walk():
        if part.get_content_type() == "text/rfc822-headers":
            head = message_from_bytes(cast("bytes", part.get_payload(decode=True) or b""))
        elif part.get_content_type() == "message/rfc822" and isinstance(part.get_payload(), list):
            head = cast("list[Message]", part.get_payload())[0]
        else:
            continue
        found.append(str(head.get("Message-ID", "")))
    return found


def _groups(part: Message) -> Iterator[Message]:
    """Yield the groups of fields of a delivery status: of the message, then of each recipient."""
    payload = part.get_payload()
    if isinstance(payload, list):
        yield from cast("list[Message]", payload)


def _bounce(fields: Message, message_ids: list[str]) -> Bounce | None:
    status = str(fields.get("Status", "")).strip()
    if str(fields.get("Action", "")).strip().lower() != "failed" or not DEAD.fullmatch(status):
        return None
    said = str(fields.get("Diagnostic-Code", "")).partition(";")[2].strip()
    reason = f"{status} {' '.join(said.split())}".strip()[:MAX_REASON]
    # Where the letter was forwarded, the first is the address that we know.
    for name in ("Original-Recipient", "Final-Recipient"):
        kind, _semicolon, address = str(fields.get(name, "")).partition(";")
        to = suspension.as_kept(address)
        if kind.strip().lower() == "rfc822" and any(is_proof(own, to=to) for own in message_ids):
            return Bounce(address.strip(), reason)
    return None
