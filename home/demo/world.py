"""What the events of the demo's past know of each other."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import User
from ads.services import store_picture
from home.demo.texts import PICTURE_MARK, picture_path


@dataclass(slots=True)
class World:
    """The people, and under the texts' own names the ids of what has been written so far."""

    now: datetime
    people: dict[str, User]
    moderator: User
    ad_ids: dict[str, int] = field(default_factory=dict)
    pictures: dict[tuple[int, str], UUID] = field(default_factory=dict)

    def with_pictures(self, html: str, owner: User) -> str:
        """Upload the pictures that the text names, on behalf of its author, and put their ids in."""
        return PICTURE_MARK.sub(lambda mark: str(self._picture(mark[1], owner)), html)

    def _picture(self, name: str, owner: User) -> UUID:
        known = self.pictures.get((owner.pk, name))
        if known is None:
            path = picture_path(name)
            file = SimpleUploadedFile(path.name, path.read_bytes(), content_type="image/webp")
            known = self.pictures[owner.pk, name] = store_picture(file=file, by=owner).uid
        return known
