"""What administrators may set about newsletters, in the CMS."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting


@register_setting(icon="mail")
class NewsletterRules(BaseGenericSetting):
    """A single row; read when somebody releases or something fails, so no copy of it is kept."""

    two_persons = models.BooleanField(
        _("two persons"),
        default=False,
        help_text=_("Whoever changed an issue last can’t release it: somebody else with the right does."),
    )
    failing_percent = models.PositiveSmallIntegerField(
        _("failures that pause, in per cent"),
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text=_(
            "A mailing pauses by itself when more of its latest letters failed, and twenty at least."
        ),
    )

    class Meta:
        verbose_name = _("Rules of the newsletter")
