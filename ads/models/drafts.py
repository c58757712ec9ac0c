"""What an author has typed and not yet saved, on every device; shown to its author's editor alone."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from ads.models.pages import AdPage


class WritingDraft(models.Model):
    """The writing page as it was typed, under a name that the browser made: a new ad has no id yet.

    `fields` holds the form's raw values, unchecked: they are cleaned when they become an ad.
    """

    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    uid = models.UUIDField()
    ad = models.ForeignKey(AdPage, on_delete=models.CASCADE, related_name="+", null=True)
    # The revision that the text was written on: another one since then is somebody else's change.
    base = models.PositiveBigIntegerField(null=True)
    # The page load that wrote last, and its count: an older state never takes the place of a newer one.
    writer = models.CharField(max_length=40)
    sequence = models.PositiveIntegerField()
    fields = models.JSONField(default=dict)
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["author", "uid"], name="writing_draft_once")]

    def __str__(self) -> str:
        return self.title or str(self.uid)

    @property
    def title(self) -> str:
        """The title as far as it is typed, on one line."""
        return " ".join("".join(self.fields.get("title", [])).split())


def draft_uid_of(ad_id: int) -> uuid.UUID:
    """Return the name of the draft of an edit: each ad has one, whatever tab or device it is written on."""
    return uuid.uuid5(uuid.NAMESPACE_OID, f"listing-{ad_id}")
