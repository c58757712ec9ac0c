"""One response, as its reader may see it."""

from __future__ import annotations

from accounts.models import User
from responses.models import Response
from responses.selectors.conversation import with_talk
from responses.selectors.reach import Reach


def received(*, response_id: int, by: User) -> Response | None:
    """Return a response that one may handle, also one that one has deleted; None when it isn't one's."""
    return opened(response_id=response_id, reach=Reach.of(by))


def opened(*, response_id: int, reach: Reach) -> Response | None:
    """Return a response of those at hand, in one query."""
    return with_talk(reach.readable().with_listing(), reach.player).filter(pk=response_id).first()


def received_ones(*, response_ids: list[int], by: User) -> list[Response]:
    """Return those of several responses that are one's to read, also deleted ones, newest first."""
    if not response_ids:
        return []
    return list(Reach.of(by).readable().with_listing().filter(pk__in=response_ids).newest_first())


def latest_of(*, user: User, ad_id: int) -> Response | None:
    """Return the player's latest response to an ad, for the ad's page."""
    mine = Response.objects.sent_by(user).filter(ad_id=ad_id).known_to_responder()
    return with_talk(mine, user).newest_first().first()


def sent_one(*, response_id: int, by: User) -> Response | None:
    """Return one of one's own responses; None when there is no such."""
    mine = Response.objects.sent_by(by).with_listing().with_place_in_row()
    return with_talk(mine, by).filter(pk=response_id).first()
