"""What a player wants to hear, of what, and of whom."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Channel(models.TextChoices):
    """The way by which a player hears of one kind of event."""

    AT_ONCE = "at_once", pgettext_lazy("way of a notification", "letter at once")
    DIGEST = "digest", pgettext_lazy("way of a notification", "daily digest")
    SITE = "site", pgettext_lazy("way of a notification", "on the site")
    OFF = "off", pgettext_lazy("way of a notification", "never")


class ChannelChoice(models.Model):
    """The way that a player has chosen for one kind; without a row it is the kind's own."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="channel_choices",
        verbose_name=_("player"),
    )
    kind = models.CharField(_("kind"), max_length=60)
    channel = models.CharField(_("way"), max_length=10, choices=Channel, default=Channel.AT_ONCE)

    class Meta:
        verbose_name = _("wish about notifications")
        verbose_name_plural = _("wishes about notifications")
        constraints = [
            models.UniqueConstraint(fields=["user", "kind"], name="channel_choice_once"),
            models.CheckConstraint(condition=Q(channel__in=Channel.values), name="channel_choice_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.kind}: {self.channel}"


class Mute(models.Model):
    """A listing of which a player wants to hear nothing, be it one's own or another's."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mutes", verbose_name=_("player")
    )
    listing_id = models.BigIntegerField(_("listing"))
    created_at = models.DateTimeField(_("since"), auto_now_add=True)

    class Meta:
        verbose_name = _("muted listing")
        verbose_name_plural = _("muted listings")
        constraints = [models.UniqueConstraint(fields=["user", "listing_id"], name="mute_once")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.listing_id}"


class Block(models.Model):
    """A player of whom another one wants to hear nothing. The blocked one is never told."""

    blocker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="blocks",
        verbose_name=_("who blocks"),
    )
    blocked = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("who is blocked")
    )
    created_at = models.DateTimeField(_("since"), auto_now_add=True)

    class Meta:
        verbose_name = _("blocked player")
        verbose_name_plural = _("blocked players")
        constraints = [
            models.UniqueConstraint(fields=["blocker", "blocked"], name="block_once"),
            models.CheckConstraint(condition=~Q(blocker=F("blocked")), name="block_is_of_another"),
        ]

    def __str__(self) -> str:
        return f"{self.blocker_id} {self.blocked_id}"
