"""The locks of a response: its ad first, then its own row, in this order everywhere."""

from __future__ import annotations

from accounts.models import User
from ads.models import BoardEntry
from ads.services.locking import lock_entry
from responses.errors import NoSuchListing, NoSuchResponse, NotReceiver, NotResponder
from responses.models import Response
from responses.selectors.reach import is_recruiter


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
        NotReceiver: one has sent it oneself, or only helps with the ad.
    """
    response = lock_response(response_id)
    if response.recipient_id == by.pk:
        return response
    check_handler(response, by)
    raise NotReceiver


def lock_handled(response_id: int, by: User) -> Response:
    """Lock a response to an ad of one's own, or to one that one helps with.

    Raises:
        NoSuchResponse: there is none, or it isn't one's to handle.
        NotReceiver: one has sent it oneself.
    """
    response = lock_response(response_id)
    check_handler(response, by)
    return response


def check_handler(response: Response, by: User) -> None:
    """Check that somebody may handle a response: the ad's author, or a co-recruiter.

    Raises:
        NoSuchResponse: it isn't theirs to know of.
        NotReceiver: they have sent it.
    """
    if response.author_id == by.pk:
        raise NotReceiver
    if response.recipient_id == by.pk:
        return
    # What the author has deleted is no helper's any more.
    if response.deleted_at is not None or not is_recruiter(by, ad_id=response.ad_id):
        raise NoSuchResponse


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
