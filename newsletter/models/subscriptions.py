"""Who wants the newsletter. Without a row nobody gets it."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
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
    # Numbers of topics. They stay after "no", too: taking it back brings them back.
    topics = ArrayField(models.BigIntegerField(), verbose_name=_("topics"), default=list, db_default=[])
    # Slugs of categories; empty: nothing said.
    interests = ArrayField(
        models.CharField(max_length=20), verbose_name=_("categories of interest"), default=list, db_default=[]
    )
    # The last day on which the player was on the site: kept of subscribers alone, and no more than the day.
    seen_on = models.DateField(_("was here on"), null=True, editable=False)
    # What the player's row and addresses say, kept by triggers (migration 0008): the audience is counted in
    # this table alone. At sending the rows themselves are asked.
    reachable = models.BooleanField(default=False, db_default=False, editable=False)
    kept_out_until = models.DateTimeField(null=True, editable=False)
    language = models.CharField(max_length=5, default="", db_default="", editable=False)
    # What a link in a letter took away, for as long as it can be taken back.
    dropped_topics = ArrayField(models.BigIntegerField(), default=list, db_default=[], editable=False)
    dropped_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("newsletter subscription")
        verbose_name_plural = _("newsletter subscriptions")
        indexes = [
            GinIndex(
                fields=["topics"],
                name="newsletter_topics",
                condition=Q(subscribed=True),
                fastupdate=False,
            ),
            GinIndex(
                fields=["interests"],
                name="newsletter_interests",
                condition=Q(subscribed=True),
                fastupdate=False,
            ),
            models.Index(fields=["seen_on"], name="newsletter_seen", condition=Q(subscribed=True)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(subscribed=True, unsubscribed_at=None)
                | Q(subscribed=False, unsubscribed_at__isnull=False),
                name="newsletter_subscription_no_has_time",
            ),
        ]

    def __str__(self) -> str:
        return str(self.user)
