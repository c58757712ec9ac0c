"""Everything about a player on one page of the CMS."""

from __future__ import annotations

from dataclasses import dataclass

from allauth.usersessions.models import UserSession

from accounts.models import User
from accounts.selectors import State, state_of
from ads.models import BoardEntry
from moderation.limits import PLAYERS_PER_PAGE
from moderation.models import Case, Flag, ModerationAct, Sanction
from moderation.selectors.records import Record, ReporterRecord, records_of, reporter_records
from moderation.subjects import Subject
from responses.models import Response

SHOWN = 20


@dataclass(frozen=True, slots=True)
class PlayerFile:
    """The player's record, flags in both ways, the latest listings and cases, sanctions, decisions about the
    player and by the player; where the player is signed in, for administrators alone.
    """

    player: User
    record: Record
    as_reporter: ReporterRecord
    listings: list[BoardEntry]
    cases: list[Case]
    sanctions: list[Sanction]
    acts: list[ModerationAct]
    own_acts: list[ModerationAct]
    flags_made: list[Flag]
    flags_got: list[Flag]
    sent: int
    received: int
    sessions: list[UserSession]
    state: State


def player_file(player: User, *, with_sessions: bool = False) -> PlayerFile:
    """Return what moderators know of a player; twelve queries, and one for the sessions."""
    entries = BoardEntry.objects.for_author(player).defer("search", "search_text")
    acts = ModerationAct.objects.filter(subject_type=Subject.PLAYER, subject_id=str(player.pk))
    flags = Flag.objects.select_related("case", "reporter").order_by("-made_at")
    responses = Response.objects.filter(deleted_at=None)
    sessions = UserSession.objects.filter(user=player).order_by("-last_seen_at")
    return PlayerFile(
        player=player,
        record=records_of([player.pk])[player.pk],
        as_reporter=reporter_records([player.pk])[player.pk],
        listings=list(entries.order_by("-updated_at")[:SHOWN]),
        cases=list(Case.objects.filter(author=player).order_by("-since")[:SHOWN]),
        sanctions=list(player.sanctions.select_related("given_by", "lifted_by", "appeal")),
        acts=list(acts.order_by("-at")[:SHOWN]),
        own_acts=list(ModerationAct.objects.filter(by_id=player.pk).order_by("-at")[:SHOWN]),
        flags_made=list(flags.filter(reporter=player)[:SHOWN]),
        flags_got=list(flags.filter(case__author=player)[:SHOWN]),
        sent=responses.filter(author=player).count(),
        received=responses.filter(recipient=player).count(),
        sessions=list(sessions[:SHOWN]) if with_sessions else [],
        state=state_of(player),
    )


def players_who_wait() -> tuple[list[User], int]:
    """Return new accounts that wait to write, the oldest of them, and how many there are; two queries."""
    waiting = User.objects.filter(waits_since__isnull=False, is_active=True)
    confirmed = waiting.filter(emailaddress__verified=True).distinct()
    return list(confirmed.order_by("waits_since", "pk")[:PLAYERS_PER_PAGE]), confirmed.count()
