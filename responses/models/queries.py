"""Reads of responses."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from ads.models import VISIBLE_STATUSES
from responses.models.status import DECIDED, OPEN, ResponseStatus

if TYPE_CHECKING:
    from responses.models.response import Response  # noqa: F401 (named in quotes below)


class ResponseQuerySet(models.QuerySet["Response"]):
    """What an inbox, a list of one's own and a listing's page ask for."""

    def received_by(self, user: object) -> ResponseQuerySet:
        """The inbox: what came to one's own ads and isn't deleted."""
        return self.filter(recipient=user, deleted_at=None)

    def sent_by(self, user: object) -> ResponseQuerySet:
        return self.filter(author=user)

    def deleted_by_receiver(self, user: object) -> ResponseQuerySet:
        """What one has deleted from the inbox and may bring back."""
        return self.filter(recipient=user, deleted_by=user).exclude(deleted_at=None)

    def unread(self) -> ResponseQuerySet:
        return self.filter(status=ResponseStatus.NEW, seen_at=None)

    def waiting_for_answer(self, now: datetime) -> ResponseQuerySet:
        """Open ones as the responder sees it: also those whose decision can still be undone."""
        waits = Q(status__in=OPEN, deleted_at=None)
        return self.filter(waits | Q(status__in=DECIDED, announced_at__gt=now))

    def known_to_responder(self) -> ResponseQuerySet:
        """Without those that were put away unanswered: to the responder they are over."""
        return self.filter(Q(deleted_at=None) | Q(status__in=DECIDED))

    def with_listing(self) -> ResponseQuerySet:
        """Add both players and of the ad `listing_title`, `_slug`, `_category`, `_slots`, `_is_visible`."""
        return self.select_related("author", "recipient").annotate(
            listing_title=F("ad__entry__title"),
            listing_slug=F("ad__entry__slug"),
            listing_category=F("ad__entry__category"),
            listing_slots=F("ad__entry__slots"),
            listing_is_visible=Q(ad__entry__status__in=VISIBLE_STATUSES),
        )

    def with_place_in_row(self) -> ResponseQuerySet:
        """Add `is_latest`: whether the player hasn't sent another one to the same ad since."""
        newer = self.model.objects.filter(ad=OuterRef("ad"), author=OuterRef("author"), pk__gt=OuterRef("pk"))
        return self.annotate(is_latest=~Exists(newer))

    def matching(self, text: str) -> ResponseQuerySet:
        """Those that hold every word, in the text or in the responder's name."""
        found = self
        for word in text.split():
            found = found.filter(Q(text__icontains=word) | Q(author__display_name__icontains=word))
        return found

    def newest_first(self) -> ResponseQuerySet:
        return self.order_by("-created_at", "-pk")
