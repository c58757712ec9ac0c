"""Who helps with an ad, and what the author's side did and wrote about a response."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.models import User
from ads.models import BoardEntry
from responses.models import Recruiter, Response, ResponseEvent, SideNote
from responses.selectors.reach import Reach


def own_listing_of(player: User, *, ad_id: int) -> BoardEntry | None:
    """Return an ad of the player's own."""
    return BoardEntry.objects.for_author(player).defer("search", "search_text").filter(pk=ad_id).first()


def recruiters_of(ad_id: int) -> list[Recruiter]:
    """Return whom the author has asked for help with an ad, in that order; one query."""
    return list(Recruiter.objects.filter(ad=ad_id).select_related("player").order_by("invited_at", "pk"))


@dataclass(frozen=True, slots=True)
class Invitation:
    """An ad with its author, and what the player was asked and said."""

    entry: BoardEntry
    recruiter: Recruiter


def invitation_of(player: User, *, ad_id: int) -> Invitation | None:
    """Return how a player was asked to help with an ad; None when nobody asked. Two queries."""
    recruiter = Recruiter.objects.standing().filter(ad=ad_id, player=player).first()
    if recruiter is None:
        return None
    entry = BoardEntry.objects.select_related("author").defer("search", "search_text").get(pk=ad_id)
    return Invitation(entry, recruiter)


@dataclass(frozen=True, slots=True)
class History:
    """A response, who did what to it, and what its receivers noted for themselves."""

    response: Response
    events: list[ResponseEvent]
    notes: list[SideNote]


def history_of(player: User, *, response_id: int) -> History | None:
    """Return what the author's side sees of a response; None when it isn't the player's to know."""
    response = Reach.of(player).readable().with_listing().filter(pk=response_id).first()
    if response is None:
        return None
    events = response.events.select_related("by")
    notes = SideNote.objects.filter(response=response).select_related("by")
    return History(response, list(events), list(notes))
