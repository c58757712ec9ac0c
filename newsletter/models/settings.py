"""What administrators may set about newsletters, in the CMS."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting


@register_setting(icon="mail")
class NewsletterRules(BaseGenericSetting):
    """A single row; asked only when somebody writes or releases."""

    two_persons = models.BooleanField(
        _("two persons"),
        default=False,
        help_text=_("Whoever changed an issue last can’t release it: somebody else with the right does."),
    )

    class Meta:
        verbose_name = _("Rules of the newsletter")
