"""Pictures that a player has uploaded."""

from __future__ import annotations

from accounts.models import User
from ads import services
from content.tests.pictures import paint, upload


def upload_picture(*, by: User) -> str:
    """Upload one; return the id by which a text names it."""
    return str(services.store_picture(file=upload(paint(size=(1600, 1200))), by=by).uid)
