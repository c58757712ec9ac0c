"""One response, as its reader may see it."""

from __future__ import annotations

from django.db.models import Q

from accounts.models import User
from responses.models import Response
from responses.selectors.conversation import with_talk


def received(*, response_id: int, by: User) -> Response | None:
    """Return a response to one's own ad, also one that one has deleted; None when it isn't one's to read."""
    mine = Response.objects.filter(Q(deleted_at=None) | Q(deleted_by=by), recipient=by)
    return with_talk(mine.with_listing(), by).filter(pk=response_id).first()


def received_ones(*, response_ids: list[int], by: User) -> list[Response]:
    """Return those of several responses that are one's to read, also deleted ones, newest first."""
    mine = Response.objects.filter(Q(deleted_at=None) | Q(deleted_by=by), recipient=by)
    return list(mine.with_listing().filter(pk__in=response_ids).newest_first())


def latest_of(*, user: User, ad_id: int) -> Response | None:
    """Return the player's latest response to an ad, for the ad's page."""
    mine = Response.objects.sent_by(user).filter(ad_id=ad_id).known_to_responder()
    return with_talk(mine, user).newest_first().first()


def sent_one(*, response_id: int, by: User) -> Response | None:
    """Return one of one's own responses; None when there is no such."""
    mine = Response.objects.sent_by(by).with_listing().with_place_in_row()
    return with_talk(mine, by).filter(pk=response_id).first()
