"""What happened, for one player: a row on the site, and a wish about letters."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class NotificationQuerySet(models.QuerySet["Notification"]):
    """Reads of the centre."""

    def due(self) -> NotificationQuerySet:
        """Those that may be seen: a decision that can be undone waits until that time is over."""
        return self.filter(due_at__lte=timezone.now())

    def for_player(self, player_id: int) -> NotificationQuerySet:
        return self.due().filter(recipient_id=player_id)

    def unread(self) -> NotificationQuerySet:
        return self.filter(read_at=None)


class Notification(models.Model):
    """One event told to one player."""

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="notifications",
        verbose_name=_("recipient"),
    )
    kind = models.CharField(_("kind"), max_length=60)
    context = models.JSONField(_("facts"), default=dict)
    url = models.CharField(_("address"), max_length=500)
    key = models.CharField(_("key"), max_length=200, unique=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    due_at = models.DateTimeField(_("seen from"), default=timezone.now)
    read_at = models.DateTimeField(_("read"), null=True, blank=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        indexes = [
            models.Index(fields=["recipient", "-due_at", "-id"], name="notification_newest_first"),
            models.Index(
                fields=["recipient", "due_at"], condition=models.Q(read_at=None), name="notification_unread"
            ),
        ]

    def __str__(self) -> str:
        return self.key


class MailPreference(models.Model):
    """Whether a player wants letters of one kind; without a row they come."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="mail_preferences",
        verbose_name=_("player"),
    )
    kind = models.CharField(_("kind"), max_length=60)
    mail = models.BooleanField(_("letters"), default=True)

    class Meta:
        verbose_name = _("wish about letters")
        verbose_name_plural = _("wishes about letters")
        constraints = [models.UniqueConstraint(fields=["user", "kind"], name="mail_preference_once")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.kind}"
