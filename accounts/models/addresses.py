"""From where accounts were made."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.player import User


class SignUpAddress(models.Model):
    """From where an account was made: kept for thirty days, to find waves of spam by."""

    user = models.OneToOneField(
        User, on_delete=models.CASCADE, related_name="sign_up_address", verbose_name=_("player")
    )
    address = models.GenericIPAddressField(_("address"))
    at = models.DateTimeField(_("signed up"), default=timezone.now)

    class Meta:
        verbose_name = _("address of a sign-up")
        verbose_name_plural = _("addresses of sign-ups")
        default_permissions = ()
        indexes = [
            models.Index(fields=["address"], name="sign_up_address_is"),
            models.Index(fields=["at"], name="sign_up_address_at"),
        ]

    def __str__(self) -> str:
        return self.address
