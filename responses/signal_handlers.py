"""What follows for responses when their ad goes."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.signals import post_delete
from django.utils import timezone

from accounts.models import User
from ads.models import AdPage, BoardEntry
from ads.signals import ad_closed, ad_deleted, ad_reopened
from responses import notifications
from responses.errors import NoSuchListing
from responses.models import OPEN, Response
from responses.services.locking import lock_listing
from responses.services.places import leave_place


def tell_who_waited(entry: BoardEntry, **kwargs: Any) -> None:
    """Tell everyone whose response waited for an answer; the rows go with the ad right after."""
    say_nothing_of_closing(entry)
    waiting = Response.objects.filter(ad_id=entry.pk).waiting_for_answer(timezone.now())
    for response in waiting.select_related("author").order_by("author_id").iterator():
        undoable = notifications.decision_key(response)
        if undoable:
            notifications.retract_decision(undoable)
        notifications.listing_gone(response, entry)


def tell_who_waits(entry: BoardEntry, **kwargs: Any) -> None:
    """Tell everyone whose response is open that nobody else can respond, and that it may go unanswered."""
    waiting = Response.objects.filter(ad_id=entry.pk, status__in=OPEN, deleted_at=None)
    for response in waiting.select_related("author").order_by("author_id"):
        notifications.listing_closed(response, entry)


def say_nothing_of_closing(entry: BoardEntry, **kwargs: Any) -> None:
    """Spare everyone who hasn't heard it yet that the ad was closed; some may be decided on meanwhile."""
    responses = Response.objects.filter(ad_id=entry.pk)
    notifications.retract_closing(responses.values_list("pk", flat=True))


def free_the_place(instance: Response, origin: Any = None, **kwargs: Any) -> None:
    """Free the place of a player whose account goes, and the response with it.

    A response that its receiver has tidied away keeps the place; with the ad the places go themselves.
    """
    removed = origin.model if isinstance(origin, QuerySet) else type(origin)
    if not instance.slot or not issubclass(removed, User):
        return
    with transaction.atomic(), suppress(NoSuchListing):
        lock_listing(instance.ad_id)
        leave_place(instance)


def connect() -> None:
    ad_closed.connect(tell_who_waits, sender=BoardEntry, dispatch_uid="responses.tell_who_waits")
    ad_reopened.connect(
        say_nothing_of_closing, sender=BoardEntry, dispatch_uid="responses.say_nothing_of_closing"
    )
    ad_deleted.connect(tell_who_waited, sender=AdPage, dispatch_uid="responses.tell_who_waited")
    post_delete.connect(free_the_place, sender=Response, dispatch_uid="responses.free_the_place")
