"""Who did what to a response, and when."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from responses.models.response import Response


class ResponseEvent(models.Model):
    """One line of a response's history."""

    class What(models.TextChoices):
        SENT = "sent", pgettext_lazy("event of a response", "sent")
        EDITED = "edited", pgettext_lazy("event of a response", "text changed")
        SHORTLISTED = "shortlisted", pgettext_lazy("event of a response", "shortlisted")
        ACCEPTED = "accepted", pgettext_lazy("event of a response", "accepted")
        FREED = "freed", pgettext_lazy("event of a response", "place freed")
        DECLINED = "declined", pgettext_lazy("event of a response", "declined")
        ALLOWED = "allowed", pgettext_lazy("event of a response", "may respond again")
        UNDONE = "undone", pgettext_lazy("event of a response", "undone")
        WITHDRAWN = "withdrawn", pgettext_lazy("event of a response", "withdrawn")
        DELETED = "deleted", pgettext_lazy("event of a response", "deleted")
        HIDDEN = "hidden", pgettext_lazy("event of a response", "hidden by a moderator")
        RESTORED = "restored", pgettext_lazy("event of a response", "restored")

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="events")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("who"),
    )
    what = models.CharField(_("what"), max_length=20, choices=What)
    at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        verbose_name = _("event of a response")
        verbose_name_plural = _("events of responses")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.response_id} {self.what}"
