"""The responder's verbs: send and withdraw."""

from __future__ import annotations

import re

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.writers import check_may_write
from ads.errors import AdIsFull
from ads.models import VISIBLE_STATUSES, AdStatus, BoardEntry
from common.errors import InvalidInput
from content.characters import plain_characters
from notifications.selectors import is_blocked
from responses import notifications
from responses.errors import AlreadyResponded, BeingDecided, NoSuchListing, OwnListing, TakesNoResponses
from responses.limits import TEXT_MAX
from responses.models import DECIDED, Response, ResponseEvent
from responses.services.counting import change_count
from responses.services.locking import lock_listing, lock_sent
from responses.services.places import wished_role


@transaction.atomic
def send_response(*, ad_id: int, text: str, by: User, role: str = "") -> Response:
    """Answer another player's live ad, for the place of a role where the ad names places.

    Raises:
        NoSuchListing: there is no such ad, or it isn't this player's to know.
        OwnListing: it is one's own.
        TakesNoResponses: it is closed or expired, or its author has blocked the player.
        AlreadyResponded: one's earlier response waits for an answer.
        AdIsFull, RoleIsFull: all places, or those of the role, are taken.
        InvalidInput: the text is empty or too long, or the ad doesn't look for the role.
        Muted: the player may not write for now.

    Side effects: the ad's author is told at once.
    """
    check_may_write(by)
    entry = lock_listing(ad_id)
    _check_open_to(entry, by)
    response = Response.objects.create(
        ad_id=ad_id,
        author=by,
        recipient=entry.author,
        text=clean_text(text),
        role=wished_role(entry, role),
    )
    ResponseEvent.objects.create(response=response, by=by, what=ResponseEvent.What.SENT)
    change_count(ad_id, by=1)
    notifications.response_received(response, entry)
    return response


def _check_open_to(entry: BoardEntry, by: User) -> None:
    if entry.author_id == by.pk:
        raise OwnListing
    if entry.status not in VISIBLE_STATUSES:
        raise NoSuchListing
    # Who is blocked isn't told so: to them the listing is over (ADR 21).
    if entry.status != AdStatus.LIVE or is_blocked(by=entry.author_id, of=by):
        raise TakesNoResponses
    mine = Response.objects.sent_by(by).filter(ad_id=entry.pk)
    if mine.waiting_for_answer(timezone.now()).exists():
        raise AlreadyResponded
    if entry.is_full:
        raise AdIsFull


def clean_text(text: str) -> str:
    """Return the text as it is kept: one kind of line end, no more than one empty line in a row.

    Raises:
        InvalidInput: nothing is left, or more than fits.
    """
    lines = re.split(r"\r\n|\r|\n", plain_characters(text))
    cleaned = re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in lines)).strip()
    if not cleaned:
        raise InvalidInput(field_errors={"text": [_("Write a line or two: who you are and when you can.")]})
    if len(cleaned) > TEXT_MAX:
        raise InvalidInput(
            field_errors={
                "text": [
                    _("Too long: %(length)d characters, and %(limit)d fit. Shorten it a little.")
                    % {"length": len(cleaned), "limit": TEXT_MAX}
                ]
            }
        )
    return cleaned


@transaction.atomic
def withdraw_response(*, response_id: int, by: User) -> Response:
    """Take one's own response back.

    Raises:
        NoSuchResponse: there is none, or it is between other players.
        NotResponder: one has received it.
        BeingDecided: the author has decided, and the decision isn't announced yet.
        IllegalMove: it is decided or withdrawn already.
    """
    response = lock_sent(response_id, by)
    if response.status in DECIDED and response.is_undoable(timezone.now()):
        raise BeingDecided
    counted = response.counts
    response.withdraw()
    response.save(update_fields=["status", "previous_status", "announced_at"])
    ResponseEvent.objects.create(response=response, by=by, what=ResponseEvent.What.WITHDRAWN)
    change_count(response.ad_id, by=-int(counted))
    return response
