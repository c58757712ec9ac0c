"""The operators' switch: stops all letters at once, loses none."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.log_actions import log


@register_setting(icon="mail")
class MailSwitch(BaseGenericSetting):
    """A single row; while it says stop, letters wait in their queues."""

    stopped = models.BooleanField(
        _("stop all letters"),
        default=False,
        help_text=_("Letters wait in the queue and leave when you switch this off. Codes wait too."),
    )
    reason = models.CharField(_("why"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("Stop the mail")

    def save(self, *args: Any, **options: Any) -> None:
        """Save, and note in the CMS's log who stopped the mail or let it go, and why."""
        was_stopped = type(self).objects.filter(pk=self.pk, stopped=True).exists()
        super().save(*args, **options)
        if self.stopped != was_stopped:
            log(self, "mailing.stop" if self.stopped else "mailing.go", data={"reason": self.reason})
