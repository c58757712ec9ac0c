"""A wave of accounts that were swept away in one step, and may come back in one."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from moderation.limits import COMMENT_MAX
from moderation.models.sanctions import Sanction


class Sweep(models.Model):
    """One step: who took it, why, by what the accounts were found; its members are undone together."""

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("who swept"),
    )
    at = models.DateTimeField(_("swept"), default=timezone.now)
    reason = models.TextField(_("reason"), max_length=COMMENT_MAX)
    # What the form said: the moments, the network, the words, the listing with the picture.
    found_by = models.JSONField(_("found by"), default=dict)
    undone_at = models.DateTimeField(_("undone"), null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("who undid it"),
    )

    class Meta:
        verbose_name = _("sweep")
        verbose_name_plural = _("sweeps")
        default_permissions = ()
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(undone_by=None) | Q(undone_at__isnull=False), name="sweep_undone_means_dated"
            ),
        ]

    def __str__(self) -> str:
        return self.reason[:80]


class SweepMember(models.Model):
    """One account of a sweep, by the sanction that keeps it out and has hidden what it wrote."""

    sweep = models.ForeignKey(Sweep, on_delete=models.CASCADE, related_name="members")
    sanction = models.OneToOneField(Sanction, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("member of a sweep")
        verbose_name_plural = _("members of sweeps")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.sweep_id}: {self.sanction_id}"
