"""Who wants the newsletter. Without a row nobody gets it."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsletter.compose.placeholder import TOKEN_LENGTH


def make_token() -> str:
    """Return what nobody can guess; every token has the length of the letters' placeholder."""
    return secrets.token_urlsafe(TOKEN_LENGTH * 3 // 4)


class Subscription(models.Model):
    """A player's wish. The row stays after "no": its token keeps old letters' links working."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="newsletter_subscription",
        verbose_name=_("player"),
    )
    subscribed = models.BooleanField(_("subscribed"), default=True)
    subscribed_at = models.DateTimeField(_("subscribed since"), default=timezone.now)
    unsubscribed_at = models.DateTimeField(_("unsubscribed at"), null=True, blank=True)
    token = models.CharField(
        _("key of the unsubscribe link"),
        max_length=TOKEN_LENGTH,
        unique=True,
        default=make_token,
        editable=False,
    )

    class Meta:
        verbose_name = _("newsletter subscription")
        verbose_name_plural = _("newsletter subscriptions")
        constraints = [
            models.CheckConstraint(
                condition=Q(subscribed=True, unsubscribed_at=None)
                | Q(subscribed=False, unsubscribed_at__isnull=False),
                name="newsletter_subscription_no_has_time",
            ),
        ]

    def __str__(self) -> str:
        return str(self.user)
