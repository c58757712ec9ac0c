"""The author's moves on a response, and taking the latest one back."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from responses import notifications
from responses.models import Response, ResponseEvent, ResponseStatus
from responses.services.locking import lock_received

MOVED = ["status", "previous_status", "announced_at", "decided_at", "seen_at"]


@transaction.atomic
def accept_response(*, response_id: int, by: User) -> Response:
    """Accept an open response on behalf of the ad's author.

    Raises:
        NoSuchResponse: there is none, or it is between other players.
        NotReceiver: one has sent it oneself.
        Deleted: it is deleted.
        IllegalMove: it is decided or withdrawn already.

    Side effects: the responder is told once the move can't be undone any more.
    """
    response = _move(response_id, ResponseStatus.ACCEPTED, by)
    notifications.response_accepted(response)
    return response


@transaction.atomic
def decline_response(*, response_id: int, by: User) -> Response:
    """Decline an open response on behalf of the ad's author; errors and effects as with accepting."""
    response = _move(response_id, ResponseStatus.DECLINED, by)
    notifications.response_declined(response)
    return response


@transaction.atomic
def shortlist_response(*, response_id: int, by: User) -> Response:
    """Put a new response on the author's short list; errors as with accepting, nobody is told."""
    return _move(response_id, ResponseStatus.SHORTLISTED, by)


def _move(response_id: int, status: ResponseStatus, by: User) -> Response:
    response = lock_received(response_id, by)
    now = timezone.now()
    response.move_to(status, at=now)
    response.save(update_fields=MOVED)
    ResponseEvent.objects.create(response=response, by=by, what=status.value, at=now)
    return response


@transaction.atomic
def undo_decision(*, response_id: int, by: User) -> Response:
    """Take back the latest move on a response, within settings.UNDO_SECONDS of it.

    Raises:
        NoSuchResponse: there is none, or it is between other players.
        NotReceiver: one has sent it oneself.
        Deleted: it is deleted.
        TooLateToUndo: the responder knows of it already, or there was no move.

    Side effects: the letter that was to tell of it is cancelled.
    """
    response = lock_received(response_id, by)
    decision = notifications.decision_key(response)
    response.move_back(at=timezone.now())
    response.save(update_fields=MOVED)
    ResponseEvent.objects.create(response=response, by=by, what=ResponseEvent.What.UNDONE)
    if decision:
        notifications.retract_decision(decision)
    return response
