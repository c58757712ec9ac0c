"""A deal that both sides confirm: who proposed it shows a code, the other types it in."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ads.models import Category
from responses.models.response import Response

# What is traded or made there; elsewhere people meet, and nobody counts that.
DEAL_CATEGORIES = frozenset(
    {
        Category.TRADERS,
        Category.BLACKSMITHS,
        Category.LEATHERWORKERS,
        Category.POTION_MAKERS,
        Category.SPELLMASTERS,
    }
)
CODE_LENGTH = 4


class DealQuerySet(models.QuerySet["Deal"]):
    def counted_for(self, player: object) -> DealQuerySet:
        """What stands on the player's profile."""
        return self.filter(Q(proposer=player) | Q(partner=player), counts=True)

    def counted_between(self, one: object, other: object, *, since: datetime) -> DealQuerySet:
        pair = Q(proposer=one, partner=other) | Q(proposer=other, partner=one)
        return self.filter(pair, counts=True, confirmed_at__gt=since)


class Deal(models.Model):
    """At most one per response, and it outlives it: what was confirmed stays on both profiles."""

    response = models.OneToOneField(
        Response, on_delete=models.SET_NULL, null=True, related_name="deal", verbose_name=_("response")
    )
    proposer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("who proposed it"),
    )
    partner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("with whom")
    )
    code = models.CharField(_("code"), max_length=CODE_LENGTH)
    proposed_at = models.DateTimeField(_("proposed"), default=timezone.now)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    # Not for every confirmed one: the same two count once in a while.
    counts = models.BooleanField(_("counts on the profiles"), default=False)

    objects = DealQuerySet.as_manager()

    class Meta:
        verbose_name = _("deal")
        verbose_name_plural = _("deals")
        indexes = [
            models.Index(fields=["proposer"], name="deal_of_proposer", condition=Q(counts=True)),
            models.Index(fields=["partner"], name="deal_of_partner", condition=Q(counts=True)),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(proposer=F("partner")), name="deal_not_with_oneself"),
            models.CheckConstraint(
                condition=Q(counts=False) | Q(confirmed_at__isnull=False), name="deal_counts_means_confirmed"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_at is not None
