"""What moderators say again and again."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from moderation.limits import COMMENT_MAX


class CannedReason(models.Model):
    """A reason that a key puts into the comment; moderators keep the list as snippets."""

    name = models.CharField(_("in short"), max_length=60, unique=True)
    text = models.TextField(_("words to the author"), max_length=COMMENT_MAX)
    position = models.PositiveSmallIntegerField(_("place in the list"), default=100)

    class Meta:
        verbose_name = _("ready reason")
        verbose_name_plural = _("ready reasons")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name
