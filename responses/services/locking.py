"""The locks of a response: its ad first, then its own row, in this order everywhere."""

from __future__ import annotations

from accounts.models import User
from ads.models import BoardEntry
from ads.services.locking import lock_entry
from responses.errors import NoSuchListing, NoSuchResponse, NotReceiver, NotResponder
from responses.models import Response


def lock_listing(ad_id: int) -> BoardEntry:
    """Lock the ad's row.

    Raises:
        NoSuchListing: there is none.
    """
    try:
        return lock_entry(ad_id)
    except BoardEntry.DoesNotExist as error:
        raise NoSuchListing from error


def lock_response(response_id: int) -> Response:
    """Lock a response and its ad.

    Raises:
        NoSuchResponse: there is none.
    """
    ad_id = Response.objects.filter(pk=response_id).values_list("ad_id", flat=True).first()
    if ad_id is None:
        raise NoSuchResponse
    try:
        lock_entry(ad_id)
        return (
            Response.objects.select_for_update(of=("self",))
            .select_related("author", "recipient")
            .get(pk=response_id)
        )
    except (BoardEntry.DoesNotExist, Response.DoesNotExist) as error:
        raise NoSuchResponse from error


def lock_received(response_id: int, by: User) -> Response:
    """Lock a response to an ad of one's own.

    Raises:
        NoSuchResponse: there is none, or it is between other players.
        NotReceiver: one has sent it oneself.
    """
    response = lock_response(response_id)
    if response.recipient_id == by.pk:
        return response
    raise NotReceiver if response.author_id == by.pk else NoSuchResponse


def lock_sent(response_id: int, by: User) -> Response:
    """Lock a response that one has sent.

    Raises:
        NoSuchResponse: there is none, or it is between other players.
        NotResponder: one has received it.
    """
    response = lock_response(response_id)
    if response.author_id == by.pk:
        return response
    raise NotResponder if response.recipient_id == by.pk else NoSuchResponse
