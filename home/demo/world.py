"""What the events of the demo's past know of each other."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import User
from ads.models import Picture
from ads.services import store_picture
from home.demo.texts import PICTURE_MARK, picture_path


@dataclass(slots=True)
class World:
    """The people, the game's choices, and under the texts' own names the ids of what is written so far."""

    now: datetime
    people: dict[str, User]
    staff: dict[str, User]
    choices: dict[str, str]
    ad_ids: dict[str, int] = field(default_factory=dict)
    pictures: dict[tuple[int, str], Picture] = field(default_factory=dict)

    def with_pictures(self, html: str, owner: User) -> str:
        """Upload the pictures that the text names, on behalf of its author, and put their ids in."""
        return PICTURE_MARK.sub(lambda mark: str(self.picture(mark[1], owner).uid), html)

    def picture(self, name: str, owner: User) -> Picture:
        """Return the player's upload of a picture, uploading it the first time."""
        known = self.pictures.get((owner.pk, name))
        if known is None:
            path = picture_path(name)
            file = SimpleUploadedFile(path.name, path.read_bytes(), content_type="image/webp")
            known = self.pictures[owner.pk, name] = store_picture(file=file, by=owner)
        return known
