"""Reading, deleting and bringing back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import User
from accounts.signals import tell_of_power
from responses import notifications
from responses.errors import AnotherIsOpen, Deleted, NoSuchResponse, NotDeleted
from responses.limits import DELETED_KEPT
from responses.models import OPEN, Response, ResponseEvent
from responses.services.counting import change_count
from responses.services.locking import check_handler, lock_received, lock_response

What = ResponseEvent.What


def mark_seen(*, response_id: int, by: User, edits: int | None = None) -> None:
    """Note that the ad's author or a co-recruiter has read a response; the first time counts.

    `edits` says which text was read: when the responder has changed it meanwhile, it stays unread.

    Raises:
        NoSuchResponse: there is none, it isn't one's to handle, or a moderator has hidden it.
        NotReceiver: one has sent it oneself.

    Side effects: what the centre tells of it is read, too.
    """
    response = Response.objects.filter(pk=response_id).first()
    if response is None:
        raise NoSuchResponse
    check_handler(response, by)
    if response.deleted_at is not None and response.deleted_by_id != by.pk:
        raise NoSuchResponse
    read = Response.objects.filter(pk=response_id, **({} if edits is None else {"edits": edits}))
    read.filter(seen_at=None).update(seen_at=timezone.now())
    if read.exists():
        notifications.received_is_read(response_id, by=by)


@transaction.atomic
def delete_response(*, response_id: int, by: User) -> Response:
    """Take a response out of one's inbox; it can be brought back for thirty days.

    Raises:
        NoSuchResponse: there is none, or it is between other players.
        NotReceiver: one has sent it oneself.
        Deleted: it is deleted already.
    """
    return _put_away(lock_received(response_id, by), by, What.DELETED)


@transaction.atomic
def hide_response(*, response_id: int, by: User, why: str = "") -> Response:
    """Take a response out of its inbox, as a moderator; the log keeps why.

    Raises:
        NoSuchResponse: there is none.
        Deleted: it is deleted already.
    """
    response = _put_away(lock_response(response_id), by, What.HIDDEN)
    tell_of_power("response.hide", response, by=by, why=why)
    return response


@transaction.atomic
def restore_response(*, response_id: int, by: User) -> Response:
    """Bring back a response that one has deleted from one's inbox, as it was.

    Raises:
        NoSuchResponse: there is none, or it is between other players.
        NotReceiver: one has sent it oneself.
        NotDeleted: it isn't deleted, or a moderator has hidden it.
        AnotherIsOpen: the player has sent another one in the meantime.
    """
    response = lock_received(response_id, by)
    if response.deleted_by_id != by.pk:
        raise NotDeleted
    return _bring_back(response, by)


@transaction.atomic
def restore_hidden_response(*, response_id: int, by: User | None) -> Response:
    """Bring back any deleted response, as a moderator; `by` is None where a sanction has run out.

    Raises:
        NoSuchResponse: there is none.
        NotDeleted: it isn't deleted.
        AnotherIsOpen: the player has sent another one in the meantime.
    """
    response = _bring_back(lock_response(response_id), by)
    tell_of_power("response.restore", response, by=by)
    return response


def purge_deleted(*, now: datetime) -> int:
    """Remove for good what was deleted thirty days ago; return how many.

    What a conversation hangs on stays: tidying an inbox doesn't take the other player's messages away.
    """
    old = Response.objects.filter(deleted_at__lte=now - DELETED_KEPT)
    old = old.exclude(deleted_by=F("recipient"), thread__latest__isnull=False)
    return (
        Response.objects.filter(pk__in=list(old.values_list("pk", flat=True)[:1000]))
        .delete()[1]
        .get("responses.Response", 0)
    )


def _put_away(response: Response, by: User, what: ResponseEvent.What) -> Response:
    if response.deleted_at is not None:
        raise Deleted
    counted = response.counts
    response.deleted_at, response.deleted_by = timezone.now(), by
    _keep(response, by, what)
    change_count(response.ad_id, by=-int(counted))
    return response


def _bring_back(response: Response, by: User | None) -> Response:
    if response.deleted_at is None:
        raise NotDeleted
    others = Response.objects.filter(ad_id=response.ad_id, author_id=response.author_id)
    if response.status in OPEN and others.filter(status__in=OPEN, deleted_at=None).exists():
        raise AnotherIsOpen
    response.deleted_at = response.deleted_by = None
    _keep(response, by, What.RESTORED)
    change_count(response.ad_id, by=int(response.counts))
    return response


def _keep(response: Response, by: User | None, what: ResponseEvent.What) -> None:
    response.save(update_fields=["deleted_at", "deleted_by"])
    ResponseEvent.objects.create(response=response, by=by, what=what)
