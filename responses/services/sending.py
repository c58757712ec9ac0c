"""The responder's verbs: send and withdraw."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.writers import check_may_write
from ads.errors import AdIsFull
from ads.models import VISIBLE_STATUSES, AdStatus, BoardEntry
from common import watch
from notifications.selectors import is_blocked
from responses import notifications
from responses.errors import (
    AlreadyResponded,
    AlreadySent,
    BeingDecided,
    HelpsHere,
    NoSecondTry,
    NoSuchListing,
    OwnListing,
    TakesNoResponses,
)
from responses.models import DECIDED, Response, ResponseEvent, ResponseStatus
from responses.selectors.reach import is_recruiter
from responses.services.counting import change_count
from responses.services.locking import lock_listing, lock_sent
from responses.services.places import wished_role
from responses.services.texts import read_text, tidy_text


@transaction.atomic
def send_response(*, ad_id: int, text: str, by: User, role: str = "", nonce: UUID | None = None) -> Response:
    """Answer another player's live ad, for the place of a role where the ad names places.

    `nonce` is the number of the form: the same words under it again are a second click.

    Raises:
        NoSuchListing: there is no such ad, or it isn't this player's to know.
        AlreadySent: these words are with the author already, under the same number or still unanswered.
        OwnListing, HelpsHere: it is one's own, or one is a co-recruiter of it.
        TakesNoResponses: it is closed or expired, or its author has blocked the player.
        AlreadyResponded: one's earlier response waits for an answer.
        NoSecondTry: one's latest response was declined, and the author hasn't allowed another one.
        AdIsFull, RoleIsFull: all places, or those of the role, are taken.
        InvalidInput: the text is empty, too long or refused, or the ad doesn't look for the role.
        Muted: the player may not write for now.

    Side effects: the ad's author is told at once; the leave to respond once more is used up.
    """
    check_may_write(by)
    entry = lock_listing(ad_id)
    twin = Response.objects.sent_by(by).filter(ad_id=ad_id, nonce=nonce).first() if nonce else None
    if twin is not None and twin.status != ResponseStatus.WITHDRAWN and twin.text == tidy_text(text):
        raise AlreadySent(twin.pk)
    _check_open_to(entry, by, text)
    cleaned, found = read_text(text)
    response = Response.objects.create(
        ad_id=ad_id,
        author=by,
        recipient=entry.author,
        text=cleaned,
        role=wished_role(entry, role),
        # Who goes back in the browser and writes something else has sent another response.
        nonce=None if twin else nonce,
    )
    Response.objects.sent_by(by).filter(ad_id=ad_id, again_allowed=True).update(again_allowed=False)
    ResponseEvent.objects.create(response=response, by=by, what=ResponseEvent.What.SENT)
    change_count(ad_id, by=1)
    watch.tell(found, response)
    notifications.response_received(response, entry)
    return response


def _check_open_to(entry: BoardEntry, by: User, text: str) -> None:
    if entry.author_id == by.pk:
        raise OwnListing
    if is_recruiter(by, ad_id=entry.pk):
        raise HelpsHere
    if entry.status not in VISIBLE_STATUSES:
        raise NoSuchListing
    # Who is blocked isn't told so: to them the listing is over (ADR 21).
    if entry.status != AdStatus.LIVE or is_blocked(by=entry.author_id, of=by):
        raise TakesNoResponses
    mine = Response.objects.sent_by(by).filter(ad_id=entry.pk)
    waiting = mine.waiting_for_answer(timezone.now()).newest_first().first()
    if waiting is not None:
        raise (AlreadySent if waiting.text == tidy_text(text) else AlreadyResponded)(waiting.pk)
    latest = mine.newest_first().first()
    if latest is not None and latest.status == ResponseStatus.DECLINED and not latest.again_allowed:
        raise NoSecondTry
    if entry.is_full:
        raise AdIsFull


@transaction.atomic
def withdraw_response(*, response_id: int, by: User) -> Response:
    """Take one's own response back.

    Raises:
        NoSuchResponse: there is none, or it is between other players.
        NotResponder: one has received it.
        BeingDecided: the author has decided, and the decision isn't announced yet.
        IllegalMove: it is decided or withdrawn already.

    Side effects: that the ad was closed isn't told any more.
    """
    response = lock_sent(response_id, by)
    if response.status in DECIDED and response.visible_status != response.status:
        raise BeingDecided
    counted = response.counts
    response.withdraw()
    response.save(update_fields=["status", "previous_status", "announced_at"])
    ResponseEvent.objects.create(response=response, by=by, what=ResponseEvent.What.WITHDRAWN)
    change_count(response.ad_id, by=-int(counted))
    notifications.retract_closing([response.pk])
    return response
