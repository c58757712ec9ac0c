"""What moderators do to players, and what players say against it."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import NO_END
from moderation.limits import APPEAL_MAX, COMMENT_MAX
from moderation.subjects import Subject


class SanctionQuerySet(models.QuerySet["Sanction"]):
    def in_force(self) -> SanctionQuerySet:
        return self.filter(ended_at=None)

    def over(self, now: datetime) -> SanctionQuerySet:
        """Those whose time has come and that nobody has ended yet."""
        return self.in_force().filter(until__lte=now)


class Sanction(models.Model):
    """One sanction, with its reason and its end."""

    class Kind(models.TextChoices):
        WARN = "warn", _("warning")
        MUTE = "mute", _("may not write")
        SUSPEND = "suspend", _("kept out for a time")
        BAN = "ban", _("kept out for good")

    # Which of them are for a time.
    TIMED = (Kind.MUTE, Kind.SUSPEND)
    KEEPING_OUT = (Kind.SUSPEND, Kind.BAN)

    player = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="sanctions",
        verbose_name=_("player"),
    )
    kind = models.CharField(_("sanction"), max_length=10, choices=Kind)
    reason = models.TextField(_("reason"), max_length=COMMENT_MAX)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("who gave it"),
    )
    given_at = models.DateTimeField(_("given"), default=timezone.now)
    until = models.DateTimeField(_("until"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True)
    # None where time has ended it.
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("who lifted it"),
    )

    objects = SanctionQuerySet.as_manager()

    class Meta:
        verbose_name = _("sanction")
        verbose_name_plural = _("sanctions")
        default_permissions = ()
        ordering = ["-given_at", "-pk"]
        indexes = [
            models.Index(fields=["player", "-given_at"], name="sanction_of_player"),
            models.Index(fields=["until"], name="sanction_ending", condition=Q(ended_at=None)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["mute", "suspend"], until__isnull=False)
                | Q(kind__in=["warn", "ban"], until=None),
                name="sanction_timed_means_dated",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.player}: {self.get_kind_display()}"

    @property
    def lasts_until(self) -> datetime:
        return self.until or NO_END


class SanctionHiding(models.Model):
    """Something of the player's that a sanction hid, and that comes back with its end."""

    sanction = models.ForeignKey(Sanction, on_delete=models.CASCADE, related_name="hidings")
    subject_type = models.CharField(max_length=10, choices=Subject)
    subject_id = models.PositiveBigIntegerField()

    class Meta:
        verbose_name = _("hidden by a sanction")
        verbose_name_plural = _("hidden by sanctions")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["sanction", "subject_type", "subject_id"], name="sanction_hides_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject_type} {self.subject_id}"


class Appeal(models.Model):
    """The player's one objection to a sanction, and the answer."""

    sanction = models.OneToOneField(Sanction, on_delete=models.CASCADE, related_name="appeal")
    text = models.TextField(_("objection"), max_length=APPEAL_MAX)
    sent_at = models.DateTimeField(_("sent"), default=timezone.now)
    answer = models.TextField(_("answer"), max_length=COMMENT_MAX, blank=True, default="")
    answered_at = models.DateTimeField(_("answered"), null=True)

    class Meta:
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.sanction_id)
