"""The author's moves on a response, and taking the latest one back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from ads.services import wake_ad
from responses import notifications
from responses.errors import AgainNotPossible, Deleted, HasNoPlace, TextChanged, TooLateToUndo
from responses.models import Response, ResponseEvent, ResponseStatus
from responses.services.answers import clean_note
from responses.services.locking import lock_handled
from responses.services.places import leave_place, take_place
from responses.services.talking import close_unused_thread, open_thread

MOVED = [
    "status",
    "slot",
    "decision_note",
    "again_allowed",
    "previous_status",
    "announced_at",
    "decided_at",
    "seen_at",
]


@transaction.atomic
def accept_response(
    *, response_id: int, by: User, role: str = "", note: str = "", edits: int | None = None
) -> Response:
    """Accept an open response, as the ad's author or a co-recruiter; where it names places, fill one.

    `role` is the author's choice of the place; without one it is the responder's, or the only open one.
    `note` are the author's few words, which the responder reads with the decision. `edits` says which text
    the author has read (`Response.edits`); without it the decision is on whatever stands there.

    Raises:
        NoSuchResponse: there is none, or it isn't one's to handle.
        NotReceiver: one has sent it oneself.
        Deleted: it is deleted.
        IllegalMove: it is decided or withdrawn already.
        TextChanged: the responder has put another text in the place of the one that was read.
        AdIsFull, RoleIsFull: no such place is left.
        InvalidInput: the ad doesn't look for the role, or the author has to choose one; or the words are
            too long.

    Side effects: the responder is told once the move can't be undone any more; a conversation opens.
    """
    then = partial(take_place, role=role)
    response = _move(response_id, ResponseStatus.ACCEPTED, by, edits, note, then)
    open_thread(response)
    notifications.response_accepted(response)
    return response


@transaction.atomic
def decline_response(
    *, response_id: int, by: User, note: str = "", again: bool = False, edits: int | None = None
) -> Response:
    """Decline an open response on behalf of the ad's author; errors and effects as with accepting.

    `again` allows the responder to send another one.
    """
    response = _move(response_id, ResponseStatus.DECLINED, by, edits, note, partial(_allow, again=again))
    notifications.response_declined(response)
    return response


@transaction.atomic
def shortlist_response(*, response_id: int, by: User, edits: int | None = None) -> Response:
    """Put a new response on the author's short list; errors as with accepting, nobody is told."""
    return _move(response_id, ResponseStatus.SHORTLISTED, by, edits)


@transaction.atomic
def allow_again(*, response_id: int, by: User) -> Response:
    """Allow a declined player to respond to the ad once more.

    Raises:
        NoSuchResponse: there is none, or it is between other players.
        NotReceiver: one has sent it oneself.
        Deleted: it is deleted.
        AgainNotPossible: it isn't declined or isn't the player's latest, or the leave is given already.

    Side effects: the responder is told, with the decision if that can still be undone.
    """
    response = lock_handled(response_id, by)
    if response.deleted_at is not None:
        raise Deleted
    others = Response.objects.filter(ad_id=response.ad_id, author_id=response.author_id)
    if response.status != ResponseStatus.DECLINED or response.again_allowed:
        raise AgainNotPossible
    if others.newest_first().values_list("pk", flat=True).first() != response.pk:
        raise AgainNotPossible
    _allow(response, again=True)
    response.save(update_fields=["again_allowed"])
    ResponseEvent.objects.create(response=response, by=by, what=ResponseEvent.What.ALLOWED)
    notifications.again_allowed(response)
    return response


def _allow(response: Response, *, again: bool) -> None:
    response.again_allowed = again


def _move(
    response_id: int,
    status: ResponseStatus,
    by: User,
    edits: int | None,
    note: str = "",
    then: Callable[[Response], None] | None = None,
) -> Response:
    words = clean_note(note)
    response = lock_handled(response_id, by)
    now = timezone.now()
    response.move_to(status, at=now)
    if edits is not None and edits != response.edits:
        raise TextChanged(response.edits)
    response.decision_note = words
    if then is not None:
        then(response)
    response.save(update_fields=MOVED)
    ResponseEvent.objects.create(response=response, by=by, what=status.value, at=now)
    wake_ad(response.ad_id)
    notifications.received_is_read(response_id, by=by)
    return response


@transaction.atomic
def undo_decision(*, response_id: int, by: User) -> Response:
    """Take back the latest move on a response, within settings.UNDO_SECONDS of it.

    Raises:
        NoSuchResponse: there is none, or it isn't one's to handle.
        NotReceiver: one has sent it oneself.
        Deleted: it is deleted.
        TooLateToUndo: the responder knows of it already or is being told right now, or there was no move.

    Side effects: the letter that was to tell of it is cancelled; the place that it took is free at once;
    the conversation that it opened is gone again unless somebody has written.
    """
    response = lock_handled(response_id, by)
    told = notifications.decision_keys(response)
    response.move_back(at=timezone.now())
    if not all(notifications.retract_decision(key) for key in told):
        raise TooLateToUndo
    leave_place(response)
    response.save(update_fields=MOVED)
    ResponseEvent.objects.create(response=response, by=by, what=ResponseEvent.What.UNDONE)
    close_unused_thread(response)
    return response


@transaction.atomic
def free_place(*, response_id: int, by: User) -> Response:
    """Free the place of an accepted player who won't come after all; the response stays accepted.

    Raises:
        NoSuchResponse: there is none, or it isn't one's to handle.
        NotReceiver: one has sent it oneself.
        HasNoPlace: it takes no place.
    """
    response = lock_handled(response_id, by)
    if not response.slot:
        raise HasNoPlace
    leave_place(response)
    response.save(update_fields=["slot"])
    ResponseEvent.objects.create(response=response, by=by, what=ResponseEvent.What.FREED)
    return response
