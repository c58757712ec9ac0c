"""Pictures that a player has uploaded."""

from __future__ import annotations

from base64 import b64encode

from accounts.models import User
from ads import services
from content.tests.pictures import paint, upload


def upload_picture(*, by: User) -> str:
    """Upload one; return the id by which a text names it."""
    return str(services.store_picture(file=upload(paint(size=(1600, 1200))), by=by).uid)


def picture_to_paste(name: str, *, more: bytes = b"") -> dict[str, str]:
    """Return a file as `Desk.paste` takes one, with more bytes at its end."""
    data = paint(size=(320, 240)) + more
    return {"name": name, "type": "image/png", "bytes": b64encode(data).decode()}
