"""Pictures that players upload. Their address and their id tell nothing and can't be guessed."""

from __future__ import annotations

import uuid
from pathlib import PurePosixPath

from django.core.files.base import ContentFile, File
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, Image, ImageQuerySet
from wagtail.models import Page

# Where pictures of players lie, in the CMS; made by a migration.
PLAYERS_COLLECTION = "Players' uploads"


class PictureQuerySet(ImageQuerySet):
    def of_players(self) -> PictureQuerySet:
        """Those that came by the site's own upload, not by the CMS."""
        return self.filter(collection__name=PLAYERS_COLLECTION)

    def in_no_text(self) -> PictureQuerySet:
        """Those that no page shows, in any of its revisions."""
        return self.filter(~Q(pk__in=PictureUse.objects.values("picture")))


class Picture(AbstractImage):
    """An uploaded picture; `uid` is what the editor's HTML and the API call it."""

    uid = models.UUIDField(_("public id"), default=uuid.uuid4, unique=True, editable=False)
    # How long the animation's frames are together is of no use here; that it moves is.
    animated = models.BooleanField(_("animated"), default=False, editable=False)

    admin_form_fields = Image.admin_form_fields

    objects = PictureQuerySet.as_manager()

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    def generate_rendition_file(self, filter: Filter, *, source: File[bytes] | None = None) -> File[bytes]:
        """Make a scaled copy in memory; Wagtail's own leaves its temporary file open."""
        with super().generate_rendition_file(filter, source=source) as made:
            made.seek(0)
            return ContentFile(made.read(), name=made.name)

    def get_upload_to(self, filename: str) -> str:
        """Return a random name: the player's file name may tell who they are, or offend an ad blocker."""
        suffix = PurePosixPath(filename).suffix.lower()
        return f"pictures/{uuid.uuid4().hex}{suffix}"


class PictureRendition(AbstractRendition):
    """A scaled copy of a picture."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)

    def get_upload_to(self, filename: str) -> str:
        """Return the name beside the picture's own, in the folder of copies."""
        return f"pictures/copies/{PurePosixPath(filename).name}"


class PictureUse(models.Model):
    """A picture stands in a revision of a page, public or not; the row lives as long as the page."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    picture = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["page", "picture"], name="picture_use_once")]

    def __str__(self) -> str:
        return f"{self.picture_id} → {self.page_id}"
