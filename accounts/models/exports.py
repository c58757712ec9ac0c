"""The copy of everything that the board keeps about a player, made when the player asks for it.

It lies in the database, in pieces, rather than beside the pictures: whoever may read a bucket, a folder or a
proxy's cache must not find everything about somebody there.
"""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

KEPT = timedelta(days=7)


class DataExport(models.Model):
    """One copy: asked for, being made, then there for a week."""

    player = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="exports", verbose_name=_("player")
    )
    asked_at = models.DateTimeField(_("asked for"), default=timezone.now)
    # A worker has it until then: one that died in the middle leaves it to the next sweep.
    claimed_until = models.DateTimeField(null=True)
    made_at = models.DateTimeField(_("made"), null=True)
    size = models.PositiveBigIntegerField(_("bytes"), default=0)

    class Meta:
        verbose_name = _("copy of a player's data")
        verbose_name_plural = _("copies of players' data")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["player"], condition=Q(made_at=None), name="export_one_at_a_time")
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def expires_at(self) -> object:
        return self.made_at + KEPT if self.made_at else None


class ExportPart(models.Model):
    """A piece of the archive, a megabyte or less."""

    export = models.ForeignKey(DataExport, on_delete=models.CASCADE, related_name="parts")
    number = models.PositiveIntegerField()
    data = models.BinaryField()

    class Meta:
        verbose_name = _("piece of a copy of a player's data")
        verbose_name_plural = _("pieces of copies of players' data")
        default_permissions = ()
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["export", "number"], name="export_part_once")]

    def __str__(self) -> str:
        return f"{self.export_id} {self.number}"
