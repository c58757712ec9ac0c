"""Addresses that refuse letters for good."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class RefusedAddress(models.Model):
    """An address whose server lately said that nobody lives there; gone once it takes a letter."""

    address = models.CharField(_("address"), max_length=320, primary_key=True)
    refusals = models.PositiveSmallIntegerField(_("refused letters"), default=0)
    first_at = models.DateTimeField(_("first refusal"))
    last_at = models.DateTimeField(_("last refusal"))
    reason = models.TextField(_("reason"), blank=True)
    suspended_at = models.DateTimeField(_("suspended"), null=True, blank=True)
    tried_at = models.DateTimeField(_("tried again by its owner"), null=True, blank=True)

    class Meta:
        verbose_name = _("address that refuses letters")
        verbose_name_plural = _("addresses that refuse letters")
        default_permissions = ()

    def __str__(self) -> str:
        return self.address
