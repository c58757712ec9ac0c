"""How soon an author answers; measured by the app of responses, shown beside the author's name."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

DAY_HOURS = 24
# Fewer answers than this many in a hundred are no pace that one could count on.
SELDOM = 50


class AnswerPace(models.Model):
    """One row per author with enough responses lately: so many percent were answered within so many hours."""

    author = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="answer_pace",
        verbose_name=_("author"),
    )
    percent = models.PositiveSmallIntegerField(_("answered, percent"))
    hours = models.PositiveIntegerField(_("within hours"))
    measured_at = models.DateTimeField(_("measured"))

    class Meta:
        verbose_name = _("pace of answers")
        verbose_name_plural = _("paces of answers")
        constraints = [
            models.CheckConstraint(condition=Q(percent__lte=100), name="board_pace_is_a_share"),
            models.CheckConstraint(condition=Q(hours__gte=1), name="board_pace_takes_time"),
        ]

    def __str__(self) -> str:
        return self.in_words

    @property
    def in_words(self) -> str:
        """Say it to readers: "answers 80% within 14 hours"."""
        if self.percent < SELDOM:
            return gettext("seldom answers responses")
        if self.hours == 1:
            return gettext("answers %(percent)d%% within an hour") % {"percent": self.percent}
        if self.hours < DAY_HOURS:
            return self._within(
                ngettext(
                    "answers %(percent)d%% within %(count)d hour",
                    "answers %(percent)d%% within %(count)d hours",
                    self.hours,
                ),
                self.hours,
            )
        if self.hours == DAY_HOURS:
            return gettext("answers %(percent)d%% within a day") % {"percent": self.percent}
        days = -(-self.hours // DAY_HOURS)
        return self._within(
            ngettext(
                "answers %(percent)d%% within %(count)d day",
                "answers %(percent)d%% within %(count)d days",
                days,
            ),
            days,
        )

    def _within(self, sentence: str, count: int) -> str:
        return sentence % {"percent": self.percent, "count": count}
