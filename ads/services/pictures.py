"""Storing what a player uploads."""

from __future__ import annotations

from django.core.files.uploadedfile import UploadedFile
from wagtail.models import Collection

from accounts.models import User
from ads.models import Picture
from content.uploads import prepare_upload

COLLECTION = "Players' uploads"


def store_picture(*, file: UploadedFile, by: User) -> Picture:
    """Check, re-encode and keep an uploaded picture of the player's.

    Raises:
        InvalidInput: it is no picture we take; the message says why.
    """
    prepared = prepare_upload(file)
    picture = Picture(
        title=f"{by.display_name}",
        file=prepared.file,
        width=prepared.width,
        height=prepared.height,
        animated=prepared.animated,
        uploaded_by_user=by,
        collection=Collection.objects.filter(name=COLLECTION).first() or Collection.get_first_root_node(),
    )
    picture.save()
    return picture
