"""The alarm: for some hours nothing is public unseen, new accounts wait, and limits are tighter."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.core.cache import cache
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from moderation.limits import COMMENT_MAX

CACHE_KEY = "moderation:alarm"
# As long as it takes other processes at most to hear of it.
CACHE_SECONDS = 15


class AlarmQuerySet(models.QuerySet["Alarm"]):
    def on_at(self, now: datetime) -> AlarmQuerySet:
        return self.filter(ended_at=None, until__gt=now)


class Alarm(models.Model):
    """One alarm, with its end: it is over by itself then, or earlier by a press."""

    reason = models.TextField(_("reason"), max_length=COMMENT_MAX)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("who raised it"),
    )
    at = models.DateTimeField(_("raised"), default=timezone.now)
    until = models.DateTimeField(_("until"))
    factor = models.PositiveSmallIntegerField(_("so many times fewer"), default=4)
    ended_at = models.DateTimeField(_("ended"), null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("who ended it"),
    )

    objects = AlarmQuerySet.as_manager()

    class Meta:
        verbose_name = _("alarm")
        verbose_name_plural = _("alarms")
        default_permissions = ()
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=F("at")), name="alarm_ends_after_it_begins"),
            models.CheckConstraint(condition=Q(factor__gte=2, factor__lte=50), name="alarm_factor"),
            models.UniqueConstraint(
                fields=["ended_at"],
                condition=Q(ended_at=None),
                nulls_distinct=False,
                name="alarm_one_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.reason[:80]

    @classmethod
    def current(cls) -> Alarm | None:
        """Return the alarm that is on, without a query as a rule."""
        now, known = timezone.now(), cache.get(CACHE_KEY)
        if known is None:
            known = (cls.objects.on_at(now).first(),)
            cache.set(CACHE_KEY, known, CACHE_SECONDS)
        alarm: Alarm | None = known[0]
        return alarm if alarm is not None and alarm.until > now else None


def is_on() -> bool:
    """Whether there is an alarm right now."""
    return Alarm.current() is not None
