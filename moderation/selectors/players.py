"""Everything about a player on one page of the CMS."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.models import User
from ads.models import BoardEntry
from moderation.limits import PLAYERS_PER_PAGE
from moderation.models import Case, ModerationAct, Sanction
from moderation.selectors.records import Record, ReporterRecord, records_of, reporter_records
from moderation.subjects import Subject

SHOWN = 20


@dataclass(frozen=True, slots=True)
class PlayerFile:
    """The player's record, both ways of flags, the latest listings and cases, sanctions and decisions."""

    player: User
    record: Record
    as_reporter: ReporterRecord
    listings: list[BoardEntry]
    cases: list[Case]
    sanctions: list[Sanction]
    acts: list[ModerationAct]


def player_file(player: User) -> PlayerFile:
    """Return what moderators know of a player; seven queries."""
    entries = BoardEntry.objects.for_author(player).defer("search", "search_text")
    acts = ModerationAct.objects.filter(subject_type=Subject.PLAYER, subject_id=str(player.pk))
    return PlayerFile(
        player=player,
        record=records_of([player.pk])[player.pk],
        as_reporter=reporter_records([player.pk])[player.pk],
        listings=list(entries.order_by("-updated_at")[:SHOWN]),
        cases=list(Case.objects.filter(author=player).order_by("-since")[:SHOWN]),
        sanctions=list(player.sanctions.select_related("given_by", "lifted_by", "appeal")),
        acts=list(acts.order_by("-at")[:SHOWN]),
    )


def players_who_wait() -> tuple[list[User], int]:
    """Return new accounts that wait to write, the oldest of them, and how many there are; two queries."""
    waiting = User.objects.filter(waits_since__isnull=False, is_active=True)
    confirmed = waiting.filter(emailaddress__verified=True).distinct()
    return list(confirmed.order_by("waits_since", "pk")[:PLAYERS_PER_PAGE]), confirmed.count()
