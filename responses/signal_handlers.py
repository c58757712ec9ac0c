"""What follows for responses when their ad goes."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from ads.models import AdPage, BoardEntry
from ads.signals import ad_closed, ad_deleted
from responses import notifications
from responses.models import OPEN, Response


def tell_who_waited(entry: BoardEntry, **kwargs: Any) -> None:
    """Tell everyone whose response waited for an answer; the rows go with the ad right after."""
    waiting = Response.objects.filter(ad_id=entry.pk).waiting_for_answer(timezone.now())
    for response in waiting.select_related("author").iterator():
        undoable = notifications.decision_key(response)
        if undoable:
            notifications.retract_decision(undoable)
        notifications.listing_gone(response, entry)


def tell_who_waits(entry: BoardEntry, **kwargs: Any) -> None:
    """Tell everyone whose response is open that nobody else can respond, and that it may go unanswered."""
    for response in Response.objects.filter(ad_id=entry.pk, status__in=OPEN, deleted_at=None).select_related(
        "author"
    ):
        notifications.listing_closed(response, entry)


def connect() -> None:
    ad_closed.connect(tell_who_waits, sender=BoardEntry, dispatch_uid="responses.tell_who_waits")
    ad_deleted.connect(tell_who_waited, sender=AdPage, dispatch_uid="responses.tell_who_waited")
