"""What happened, for one player: a row on the site."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def about(key: str) -> Q:
    """Match the event of a key, and those whose keys say more after a colon: `edited:7` and `edited:7:2`."""
    return Q(key=key) | Q(key__startswith=f"{key}:")


class NotificationQuerySet(models.QuerySet["Notification"]):
    """Reads of the centre."""

    def due(self) -> NotificationQuerySet:
        """Those that may be seen: a decision that can be undone waits until that time is over."""
        return self.filter(due_at__lte=timezone.now())

    def heads(self) -> NotificationQuerySet:
        """Those that stand in the centre; what was gathered into one of them doesn't stand beside it."""
        return self.filter(gathered_into=None)

    def for_player(self, player_id: int) -> NotificationQuerySet:
        return self.due().heads().filter(recipient_id=player_id)

    def unread(self) -> NotificationQuerySet:
        return self.filter(read_at=None)


class Notification(models.Model):
    """One event told to one player.

    Events of one group that come before the first was read are gathered into it: it counts them, and the
    centre shows it alone. Each keeps a row of its own, so that each is told once and checked by itself.
    """

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="notifications",
        verbose_name=_("recipient"),
    )
    # The player who did it; nobody where the board itself speaks.
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who did it"),
    )
    kind = models.CharField(_("kind"), max_length=60)
    context = models.JSONField(_("facts"), default=dict)
    url = models.CharField(_("address"), max_length=500)
    key = models.CharField(_("key"), max_length=200, unique=True)
    # The listing that it is about: what "tell me nothing of this listing" silences.
    listing_id = models.BigIntegerField(_("listing"), null=True, blank=True)
    group = models.CharField(_("group"), max_length=60, blank=True, default="")
    gathered_into = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="gathered"
    )
    count = models.PositiveIntegerField(_("events"), default=1)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    due_at = models.DateTimeField(_("seen from"), default=timezone.now)
    read_at = models.DateTimeField(_("read"), null=True, blank=True)
    # A letter of its own was posted; or it waits for the digest; or it went into that of a day.
    mailed_at = models.DateTimeField(_("letter posted"), null=True, blank=True)
    awaits_digest = models.BooleanField(_("waits for the digest"), default=False)
    digest_day = models.DateField(_("in the digest of"), null=True, blank=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        indexes = [
            models.Index(fields=["recipient", "-due_at", "-id"], name="notification_newest_first"),
            models.Index(
                fields=["recipient", "due_at"],
                condition=Q(read_at=None, gathered_into=None),
                name="notification_unread",
            ),
            models.Index(
                fields=["recipient", "mailed_at"],
                condition=Q(mailed_at__isnull=False),
                name="notification_mailed",
            ),
            models.Index(fields=["recipient"], condition=Q(awaits_digest=True), name="notification_digest"),
        ]
        constraints = [
            models.CheckConstraint(
                name="notification_one_way_by_mail",
                condition=Q(mailed_at=None) | Q(awaits_digest=False, digest_day=None),
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def to(self) -> str:
        """The address of its reader, as guards of letters ask for it."""
        return self.recipient.email
