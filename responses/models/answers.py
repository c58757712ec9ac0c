"""Short answers that an author keeps ready for decisions."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from responses.limits import ANSWERS_MAX, NOTE_MAX


class CannedAnswers(models.Model):
    """One author's answers, in the author's order."""

    owner = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="canned_answers",
        verbose_name=_("player"),
    )
    texts = ArrayField(models.CharField(max_length=NOTE_MAX), size=ANSWERS_MAX, default=list)

    class Meta:
        verbose_name = _("ready answers")
        verbose_name_plural = _("ready answers")

    def __str__(self) -> str:
        return f"{self.owner_id}: {len(self.texts)}"
