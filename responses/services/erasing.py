"""A player who goes for good: what waits is taken back or answered, the words stay."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from responses import notifications
from responses.models import OPEN, CannedAnswers, Deal, Recruiter, Response, ResponseEvent, ResponseStatus
from responses.services.counting import change_count
from responses.services.locking import lock_listing, lock_response
from responses.services.places import leave_place

What = ResponseEvent.What


@transaction.atomic
def erase_responder(*, player: User) -> None:
    """Take back what waits for others, free the places, answer those who wait for the player.

    Side effects: players whose response waited for this one hear that the listing is gone.
    """
    CannedAnswers.objects.filter(owner=player).delete()
    Recruiter.objects.filter(player=player).delete()
    Deal.objects.filter(Q(proposer=player) | Q(partner=player), confirmed_at=None).delete()
    sent = Response.objects.filter(author=player).filter(Q(status__in=OPEN) | ~Q(slot=""))
    for response_id in sent.order_by("ad", "pk").values_list("pk", flat=True):
        _take_back(lock_response(response_id), player)
    waiting = Response.objects.filter(recipient=player, status__in=OPEN, deleted_at=None)
    for ad_id in waiting.order_by("ad").values_list("ad", flat=True).distinct():
        _answer_all(ad_id, player)


def _take_back(response: Response, player: User) -> None:
    leave_place(response)
    counted = response.counts
    if response.status in OPEN:
        response.withdraw()
        ResponseEvent.objects.create(response=response, by=player, what=What.WITHDRAWN)
    response.save(update_fields=["slot", "status", "previous_status", "announced_at"])
    change_count(response.ad_id, by=int(response.counts) - int(counted))


def _answer_all(ad_id: int, player: User) -> None:
    entry = lock_listing(ad_id)
    waiting = Response.objects.filter(ad=ad_id, status__in=OPEN, deleted_at=None)
    for response in waiting.select_related("author").order_by("author"):
        response.status, response.decided_at = ResponseStatus.DECLINED, timezone.now()
        response.previous_status, response.announced_at = "", None
        response.save(update_fields=["status", "decided_at", "previous_status", "announced_at"])
        ResponseEvent.objects.create(response=response, by=player, what=What.DECLINED)
        notifications.listing_gone(response, entry)
