"""The responder's second thoughts: another text, while nobody has decided on the first."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.writers import check_may_write
from ads.models import VISIBLE_STATUSES, BoardEntry
from common import watch
from notifications.selectors import is_blocked
from responses import notifications
from responses.errors import BeingDecided, Deleted, EditedElsewhere, NotEditable, TakesNoResponses
from responses.models import EarlierText, Response, ResponseEvent, ResponseStatus
from responses.services.locking import lock_listing, lock_sent
from responses.services.places import wished_role
from responses.services.texts import clean_text

CHANGED = ["text", "role", "edits", "edited_at", "seen_at"]


@transaction.atomic
def edit_response(
    *, response_id: int, text: str, by: User, role: str | None = None, edits: int | None = None
) -> Response:
    """Put another text, and with `role` another wished place, into one's own new response.

    `edits` says which text the form was opened on. What stands there already is no change.

    Raises:
        Muted: the player may not write for now.
        NoSuchResponse: there is none, or it is between other players.
        NotResponder: one has received it.
        Deleted: the ad's author or a moderator has put it away.
        BeingDecided: the author has made a move that isn't announced yet.
        NotEditable: it is shortlisted, decided or withdrawn.
        TakesNoResponses: a moderator has hidden the ad, or its author has blocked the player.
        EditedElsewhere: the form was opened on an earlier text.
        RoleIsFull: the places of another role than the one asked for so far are taken.
        InvalidInput: the text is empty, too long or refused, or the ad doesn't look for the role.

    Side effects: the earlier text is kept; the response is unread again, and its author told at most once.
    """
    check_may_write(by)
    response = lock_sent(response_id, by)
    entry = lock_listing(response.ad_id)
    _check_editable(response, entry)
    cleaned = clean_text(text)
    wished = response.role if role is None or role == response.role else wished_role(entry, role)
    if (cleaned, wished) == (response.text, response.role):
        return response
    if edits is not None and edits != response.edits:
        raise EditedElsewhere(response.edits)
    found = watch.check({"text": cleaned})
    _replace(response, cleaned, wished)
    ResponseEvent.objects.create(response=response, by=by, what=ResponseEvent.What.EDITED)
    watch.tell(found, response)
    notifications.response_edited(response, entry)
    return response


def _check_editable(response: Response, entry: BoardEntry) -> None:
    if response.visible_status != response.status:
        raise BeingDecided
    if response.status != ResponseStatus.NEW:
        raise NotEditable
    if response.deleted_at is not None:
        raise Deleted
    # Who is blocked isn't told so (ADR 21).
    if entry.status not in VISIBLE_STATUSES or is_blocked(by=response.recipient_id, of=response.author_id):
        raise TakesNoResponses


def _replace(response: Response, text: str, role: str) -> None:
    """Keep the text that stands there as an earlier one, and save the new one in its place."""
    EarlierText.objects.create(
        response=response,
        number=response.edits,
        text=response.text,
        written_at=response.edited_at or response.created_at,
    )
    response.text, response.role, response.seen_at = text, role, None
    response.edits, response.edited_at = response.edits + 1, timezone.now()
    response.save(update_fields=CHANGED)
