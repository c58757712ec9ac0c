"""The private conversation of an ad's author and a player who responded, and how far each of the two is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ads.models.pages import listing_path
from responses.limits import TEXT_MAX
from responses.models.response import Response

if TYPE_CHECKING:
    from accounts.models import User


class Thread(models.Model):
    """One per response, whose id it has; begun by acceptance or by the author's first message."""

    response = models.OneToOneField(
        Response,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="thread",
        verbose_name=_("response"),
    )
    opened_at = models.DateTimeField(_("opened"), default=timezone.now)
    latest = models.ForeignKey(
        "Message",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("latest message"),
    )

    class Meta:
        verbose_name = _("conversation")
        verbose_name_plural = _("conversations")

    def __str__(self) -> str:
        return str(self.pk)


class Message(models.Model):
    """What one side wrote, never changed; ids grow with time, as the response's lock queues writers."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="messages")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("author"),
    )
    text = models.TextField(_("text"), max_length=TEXT_MAX)
    sent_at = models.DateTimeField(pgettext_lazy("time of a message", "sent"), default=timezone.now)
    # What the form carried: sent twice, it makes one message.
    nonce = models.UUIDField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        indexes = [models.Index(fields=["thread", "-id"], name="message_newest_first")]
        constraints = [
            models.UniqueConstraint(fields=["thread", "author", "nonce"], name="message_once_per_form"),
            models.CheckConstraint(
                condition=~Q(text="") & Q(LessThanOrEqual(Length("text"), TEXT_MAX)),
                name="message_text_length",
            ),
        ]

    def __str__(self) -> str:
        return Truncator(self.text).chars(40)


class ThreadSideQuerySet(models.QuerySet["ThreadSide"]):
    def of_player(self, player: object) -> ThreadSideQuerySet:
        """The player's conversations that the player may know of by now."""
        return self.filter(player=player, last_at__lte=timezone.now())

    def unread(self) -> ThreadSideQuerySet:
        return self.filter(unread__gt=0)

    def with_conversation(self) -> ThreadSideQuerySet:
        """Add the latest message, both players and of the ad `listing_title`, `_slug`, `_category`."""
        return self.select_related(
            "thread__latest", "thread__response__author", "thread__response__recipient"
        ).annotate(
            listing_title=F("thread__response__ad__entry__title"),
            listing_slug=F("thread__response__ad__entry__slug"),
            listing_category=F("thread__response__ad__entry__category"),
        )

    def latest_first(self) -> ThreadSideQuerySet:
        return self.order_by("-last_at", "-pk")


class ThreadSide(models.Model):
    """How far one of the two has read, and how much is new; written under the response's lock."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="sides")
    player = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="thread_sides",
        verbose_name=_("player"),
    )
    # In the future while an acceptance can be undone: until then the responder doesn't know of the thread.
    last_at = models.DateTimeField(_("latest event"))
    # The id of the newest message that the side has read.
    read_to = models.PositiveBigIntegerField(_("read up to"), default=0)
    unread = models.PositiveIntegerField(_("unread"), default=0)

    objects = ThreadSideQuerySet.as_manager()

    class Meta:
        verbose_name = _("side of a conversation")
        verbose_name_plural = _("sides of conversations")
        indexes = [
            models.Index(fields=["player", "-last_at", "-id"], name="thread_side_latest_first"),
            models.Index(fields=["player"], name="thread_side_unread", condition=Q(unread__gt=0)),
        ]
        constraints = [models.UniqueConstraint(fields=["thread", "player"], name="thread_side_once")]

    def __str__(self) -> str:
        return f"{self.thread_id} {self.player_id}"

    @property
    def partner(self) -> User:
        """The player on the other side, of a side read `with_conversation()`."""
        response = self.thread.response
        return response.recipient if self.player_id == response.author_id else response.author

    @property
    def listing_url(self) -> str:
        """The ad's public address, of a side read `with_conversation()`."""
        return listing_path(self.thread.response.ad_id, self.listing_slug)  # type: ignore[attr-defined]
