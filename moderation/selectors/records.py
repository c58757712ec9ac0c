"""What the board knows of a player: what became of their listings, and of flags."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Q, Value

from ads.models import AdStatus, BoardEntry
from moderation.models import Case, Flag

GOOD = Q(published_at__isnull=False) & ~Q(status__in=(AdStatus.HIDDEN, AdStatus.REJECTED))
LISTED = ("approved", "rejected", "hidden")


@dataclass(frozen=True, slots=True)
class Record:
    """Counts of a player's listings, and of flags against the player that were upheld."""

    approved: int = 0
    rejected: int = 0
    hidden: int = 0
    upheld: int = 0


@dataclass(frozen=True, slots=True)
class ReporterRecord:
    """What became of a player's own flags."""

    upheld: int = 0
    rejected: int = 0
    abused: int = 0


def records_of(players: Collection[int]) -> dict[int, Record]:
    """Return the record of each player; two queries, whatever their number."""
    listings = BoardEntry.objects.filter(author__in=players).order_by().values("author")
    counted = listings.annotate(
        # Rows, not keys: the index that holds what is asked for holds no key.
        approved=Count(Value(1), filter=GOOD),
        rejected=Count(Value(1), filter=Q(status=AdStatus.REJECTED)),
        hidden=Count(Value(1), filter=Q(status=AdStatus.HIDDEN)),
    )
    upheld = Case.objects.filter(kind=Case.Kind.FLAG, decision=Case.Decision.UPHELD)
    flags = upheld.filter(author__in=players).order_by().values("author")
    listed = {
        player: (approved, rejected, hidden)
        for player, approved, rejected, hidden in counted.values_list("author", *LISTED)
    }
    flagged = dict(flags.annotate(times=Count("pk")).values_list("author", "times"))
    return {player: Record(*listed.get(player, (0, 0, 0)), flagged.get(player, 0)) for player in players}


def reporter_records(players: Collection[int]) -> dict[int, ReporterRecord]:
    """Return what became of the flags of each player; one query."""
    outcomes = Flag.Outcome
    counted = (
        Flag.objects.filter(reporter__in=players)
        .order_by()
        .values("reporter")
        .annotate(
            upheld=Count("pk", filter=Q(outcome=outcomes.UPHELD)),
            rejected=Count("pk", filter=Q(outcome=outcomes.REJECTED)),
            abused=Count("pk", filter=Q(outcome=outcomes.ABUSED)),
        )
        .values_list("reporter", "upheld", "rejected", "abused")
    )
    found = {player: ReporterRecord(*counts) for player, *counts in counted}
    return {player: found.get(player, ReporterRecord()) for player in players}
