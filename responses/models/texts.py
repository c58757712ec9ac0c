"""What a response said before its player changed it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from responses.limits import TEXT_MAX
from responses.models.response import Response


class EarlierText(models.Model):
    """One text that another has replaced; moderators read it in the CMS."""

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="earlier_texts")
    # `Response.edits` at its time: 0 for the text that was sent first.
    number = models.PositiveIntegerField()
    text = models.TextField(_("text"), max_length=TEXT_MAX)
    written_at = models.DateTimeField(_("written"))

    class Meta:
        verbose_name = _("earlier text of a response")
        verbose_name_plural = _("earlier texts of responses")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["response", "number"], name="earlier_text_one_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.response_id} {self.number}"
