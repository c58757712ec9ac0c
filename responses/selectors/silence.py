"""Ads whose author answers nobody, while players wait."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from ads.models import BoardEntry
from ads.models.entries import BoardEntryQuerySet
from notifications.models import Block
from responses.models import Message, Response, ResponseEvent, ResponseStatus
from responses.models.queries import ResponseQuerySet

# What the author's side does about any response of an ad is a sign to all who wait there.
SIGNS = (ResponseEvent.What.SHORTLISTED, ResponseEvent.What.ACCEPTED, ResponseEvent.What.DECLINED)


def unanswered() -> ResponseQuerySet:
    """New responses to which nobody has written a word, from players whom the author could answer."""
    blocked = Block.objects.filter(blocker=OuterRef("recipient"), blocked=OuterRef("author"))
    waiting = Response.objects.filter(status=ResponseStatus.NEW, deleted_at=None, author__is_active=True)
    return waiting.filter(Q(thread=None) | Q(thread__latest=None)).exclude(Exists(blocked))


def silent_ads(*, since: datetime) -> BoardEntryQuerySet:
    """Live ads on which somebody has waited since that moment or longer, without any sign meanwhile."""
    waiting = unanswered().filter(ad=OuterRef("pk"), created_at__lte=since)
    signs = ResponseEvent.objects.filter(response__ad=OuterRef("pk"), what__in=SIGNS, at__gt=since)
    words = Message.objects.filter(
        thread__response__ad=OuterRef("pk"), author=OuterRef("author"), sent_at__gt=since
    )
    stood = Q(live_since=None) | Q(live_since__lte=since)
    return BoardEntry.objects.live_on_board().filter(stood, Exists(waiting), ~Exists(signs), ~Exists(words))
