"""The development mailbox: one JSON file per letter, written whole or not at all."""

from __future__ import annotations

import email
import json
import os
import time
from email.message import EmailMessage
from email.policy import default
from email.utils import parsedate_to_datetime
from pathlib import Path
from uuid import uuid4

from mailing.transports.base import Parcel, TransportDownError


class FolderTransport:
    """Puts each letter into a folder, decoded from the very bytes that a mail server would get."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def send(self, parcel: Parcel) -> None:
        """Write the letter; file names sort by time of delivery."""
        record = json.dumps(as_record(parcel), ensure_ascii=False)
        name = f"{time.time_ns():020d}-{uuid4().hex[:8]}"
        unfinished = self.folder / f".{name}"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            unfinished.write_text(record, encoding="utf-8")
            os.replace(unfinished, self.folder / f"{name}.json")
        except OSError as error:
            raise TransportDownError(str(error)) from error

    def close(self) -> None:
        """Nothing is kept open."""


def as_record(parcel: Parcel) -> dict[str, object]:
    """Return the letter as the mailbox shows it: to, subject, text, html, headers, date."""
    message = email.message_from_bytes(parcel.data, policy=default)
    return {
        "to": parcel.recipient,
        "subject": str(message["Subject"] or ""),
        "text": _part(message, "plain"),
        "html": _part(message, "html"),
        "headers": {name: str(value) for name, value in message.items()},
        "date": parsedate_to_datetime(str(message["Date"])).isoformat(),
    }


def _part(message: EmailMessage, kind: str) -> str:
    body = message.get_body((kind,))
    return str(body.get_content()).replace("\r\n", "\n") if body else ""
