"""Who helps an author with the responses to an ad, and what the helpers note about a response."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ads.models import AdPage
from notifications.models import Block
from responses.limits import SIDE_NOTE_MAX
from responses.models.response import Response


class RecruiterQuerySet(models.QuerySet["Recruiter"]):
    def standing(self) -> RecruiterQuerySet:
        """Invited or helping: those that count towards the most that an ad may have."""
        return self.filter(refused_at=None)

    def helping(self, player: object) -> RecruiterQuerySet:
        """The ads that a player helps with; none whose author has blocked the player meanwhile."""
        blocked = Block.objects.filter(blocker=OuterRef("ad__entry__author"), blocked=OuterRef("player"))
        return self.filter(player=player, accepted_at__isnull=False).exclude(Exists(blocked))


class Recruiter(models.Model):
    """A player whom an ad's author has asked to handle its responses, and what the player said to that."""

    class Answer(models.TextChoices):
        INVITED = "invited", pgettext_lazy("state of a helper", "invited")
        HELPS = "helps", pgettext_lazy("state of a helper", "helps")
        REFUSED = "refused", pgettext_lazy("state of a helper", "doesn't help")

    ad = models.ForeignKey(
        AdPage, on_delete=models.CASCADE, related_name="recruiters", verbose_name=_("listing")
    )
    player = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("player")
    )
    invited_at = models.DateTimeField(_("invited"), default=timezone.now)
    accepted_at = models.DateTimeField(_("agreed"), null=True, blank=True)
    refused_at = models.DateTimeField(_("refused or left"), null=True, blank=True)

    objects = RecruiterQuerySet.as_manager()

    class Meta:
        verbose_name = _("co-recruiter")
        verbose_name_plural = _("co-recruiters")
        constraints = [
            models.UniqueConstraint(fields=["ad", "player"], name="recruiter_once_per_listing"),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(refused_at=None), name="recruiter_gave_one_answer"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ad_id} {self.player_id}"

    @property
    def answer(self) -> Recruiter.Answer:
        if self.accepted_at is not None:
            return self.Answer.HELPS
        return self.Answer.REFUSED if self.refused_at is not None else self.Answer.INVITED


class SideNote(models.Model):
    """What the author's side writes about a response to itself; the responder never reads it."""

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="side_notes")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("who"),
    )
    text = models.TextField(_("text"), max_length=SIDE_NOTE_MAX)
    written_at = models.DateTimeField(_("written"), default=timezone.now)

    class Meta:
        verbose_name = _("note about a response")
        verbose_name_plural = _("notes about responses")
        ordering = ["written_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text="") & Q(LessThanOrEqual(Length("text"), SIDE_NOTE_MAX)),
                name="side_note_text_length",
            ),
        ]

    def __str__(self) -> str:
        return Truncator(self.text).chars(40)
