"""Patches of the game: what was said before the newest one may not be true any more (ADR 17)."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.core.cache import cache
from django.core.validators import URLValidator
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ads.limits import PATCH_NAME_MAX, PATCH_NOTES_MAX

CACHE_KEY = "board:patch"
# As long as a process may miss it at most, where another one put the old answer back in the same instant.
CACHE_SECONDS = 60


class PatchQuerySet(models.QuerySet["Patch"]):
    def standing(self) -> PatchQuerySet:
        """Those that nobody has taken back."""
        return self.filter(withdrawn_at=None)

    def newest_first(self) -> PatchQuerySet:
        return self.order_by("-at", "-pk")


class Patch(models.Model):
    """One patch; only the newest that stands counts, and it changes no listing's row."""

    name = models.CharField(
        _("name of the patch"), max_length=PATCH_NAME_MAX, help_text=_("As players say: 11.2.")
    )
    link = models.URLField(
        _("link to the notes"),
        blank=True,
        default="",
        max_length=300,
        validators=[URLValidator(["https", "http"])],
        help_text=_("Where players read what is new; may be left out."),
    )
    notes = models.TextField(
        _("what is new, in short"),
        blank=True,
        default="",
        max_length=PATCH_NOTES_MAX,
        help_text=_("A sentence or two for players; may be left out."),
    )
    at = models.DateTimeField(_("published"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("who published it"),
    )
    withdrawn_at = models.DateTimeField(_("taken back"), null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("who took it back"),
    )
    # How far authors are told: up to this number; since when all of them are. A worker has it until then.
    told_up_to = models.BigIntegerField(_("authors told up to number"), default=0)
    told_at = models.DateTimeField(_("authors told"), null=True)
    telling_until = models.DateTimeField(_("a worker tells until"), null=True)
    # When the unread notices of one that was taken back were deleted.
    retracted_at = models.DateTimeField(_("notices taken back"), null=True)

    objects = PatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("patch")
        verbose_name_plural = _("patches")
        default_permissions = ()
        permissions = [("publish_patch", "Can publish patches of the game")]
        constraints = [
            models.UniqueConstraint(Lower("name"), condition=Q(withdrawn_at=None), name="patch_named_once"),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def newest(cls) -> Patch | None:
        """Return the one that counts, by a query: for verbs."""
        return cls.objects.standing().newest_first().first()

    @classmethod
    def current(cls) -> Patch | None:
        """Return the one that counts, without a query as a rule: for pages."""
        known: tuple[Patch | None] | None = cache.get(CACHE_KEY)
        if known is None:
            known = (cls.newest(),)
            cache.set(CACHE_KEY, known, CACHE_SECONDS)
        return known[0]

    def is_newer_than(self, confirmed_at: datetime | None) -> bool:
        """Whether a text that was confirmed then, or never, was confirmed before this patch."""
        return confirmed_at is None or confirmed_at < self.at


def forget_patch() -> None:
    """Look the newest patch up again: now for what this transaction still reads, at its end for everybody."""
    cache.delete(CACHE_KEY)
    transaction.on_commit(lambda: cache.delete(CACHE_KEY), robust=True)
