"""When letters may come to a player: quiet hours and the hour of the digest, by the player's own clocks."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.time_zones import zone_named

DIGEST_HOUR = 18


class Rhythm(models.Model):
    """One row per player, made when first needed; its lock puts what is told to a player in order."""

    player = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="rhythm",
        verbose_name=_("player"),
    )
    quiet_from = models.PositiveSmallIntegerField(_("quiet from"), null=True, blank=True)
    quiet_until = models.PositiveSmallIntegerField(_("quiet until"), null=True, blank=True)
    digest_hour = models.PositiveSmallIntegerField(_("hour of the digest"), default=DIGEST_HOUR)
    next_digest_at = models.DateTimeField(_("next digest"), null=True, blank=True)

    class Meta:
        verbose_name = _("rhythm of letters")
        verbose_name_plural = _("rhythms of letters")
        indexes = [
            models.Index(
                fields=["next_digest_at"],
                condition=Q(next_digest_at__isnull=False),
                name="rhythm_next_digest",
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="rhythm_quiet_from_until",
                condition=Q(quiet_from=None, quiet_until=None)
                | Q(quiet_from__isnull=False, quiet_until__isnull=False),
            ),
            models.CheckConstraint(
                name="rhythm_hours_of_a_day",
                condition=(Q(quiet_from=None) | Q(quiet_from__lt=24, quiet_until__lt=24))
                & Q(digest_hour__lt=24),
            ),
        ]

    def __str__(self) -> str:
        return str(self.player_id)

    def is_quiet(self, moment: datetime) -> bool:
        """Whether the moment lies in the quiet hours."""
        if self.quiet_from is None or self.quiet_until is None:
            return False
        hour = self._local(moment).hour
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= hour < self.quiet_until
        return hour >= self.quiet_from or hour < self.quiet_until

    def after_quiet(self, moment: datetime) -> datetime:
        """Return the moment itself, or the end of the quiet hours that it lies in."""
        if self.quiet_until is None or not self.is_quiet(moment):
            return moment
        return self._next(self.quiet_until, after=moment)

    def next_digest(self, after: datetime) -> datetime:
        """Return when the clocks strike the hour of the digest next."""
        return self._next(self.digest_hour, after=after)

    def day_of(self, moment: datetime) -> date:
        """Return the player's date at a moment."""
        return self._local(moment).date()

    def _local(self, moment: datetime) -> datetime:
        return moment.astimezone(zone_named(self.player.time_zone))

    def _next(self, hour: int, *, after: datetime) -> datetime:
        """Find an hour's next beginning; where clocks go back it begins twice, and the first one counts."""
        local = self._local(after)
        for days in range(3):
            struck = datetime.combine(local.date() + timedelta(days=days), time(hour), tzinfo=local.tzinfo)
            # Compared as moments: within one zone Python would compare the faces of the clocks.
            if struck.timestamp() > after.timestamp():
                return struck
        raise AssertionError("an hour strikes every day")
