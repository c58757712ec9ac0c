"""The counted places of a published ad; written under the ad's lock alone."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ads.limits import ROLE_MAX
from ads.models.category import Category
from ads.models.pages import AdPage


class RoleSlot(models.Model):
    """How many of a role an ad wants and how many it has: whatever a verb gets wrong, never too many."""

    ad = models.ForeignKey(
        AdPage, on_delete=models.CASCADE, related_name="role_slots", verbose_name=_("listing")
    )
    role = models.CharField(_("role"), max_length=20, choices=Category)
    wanted = models.PositiveSmallIntegerField(_("wanted"))
    filled = models.PositiveSmallIntegerField(_("filled"), default=0)

    class Meta:
        verbose_name = _("places of a role")
        verbose_name_plural = _("places of roles")
        constraints = [
            models.UniqueConstraint(fields=["ad", "role"], name="board_one_slot_per_role"),
            models.CheckConstraint(
                condition=Q(filled__gte=0, filled__lte=F("wanted")), name="board_slot_not_overfilled"
            ),
            models.CheckConstraint(
                condition=Q(wanted__gte=1, wanted__lte=ROLE_MAX), name="board_slot_wanted_bounded"
            ),
            models.CheckConstraint(condition=Q(role__in=Category.values), name="board_slot_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.filled}/{self.wanted}"
