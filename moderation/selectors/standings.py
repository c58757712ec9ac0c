"""How players stand, as far as their level depends on it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from accounts.models import User
from ads.models import BoardEntry
from moderation.levels import Standing
from moderation.models import Case, Flag, ModerationRules, Sanction
from moderation.selectors.records import GOOD


def standings_of(players: Collection[User], *, now: datetime) -> dict[int, Standing]:
    """Return how each player stands; five queries, whatever their number.

    A sanction that was lifted counts for nothing; a warning counts like an upheld flag.
    """
    since = now - ModerationRules.current().memory
    ids = [player.pk for player in players]
    listings = _counts(BoardEntry.objects.filter(GOOD, author__in=ids), "author")
    upheld = _counts(
        Case.objects.filter(
            author__in=ids, kind=Case.Kind.FLAG, decision=Case.Decision.UPHELD, decided_at__gt=since
        ),
        "author",
    )
    abused = _counts(
        Flag.objects.filter(reporter__in=ids, outcome=Flag.Outcome.ABUSED, case__decided_at__gt=since),
        "reporter",
    )
    given = Sanction.objects.filter(player__in=ids, lifted_by=None).filter(
        Q(given_at__gt=since) | Q(ended_at=None)
    )
    warned = _counts(given.filter(kind=Sanction.Kind.WARN, given_at__gt=since), "player")
    sanctions = _counts(given.exclude(kind=Sanction.Kind.WARN), "player")
    return {
        player.pk: Standing(
            listings=listings.get(player.pk, 0),
            days=(now - player.date_joined).days,
            upheld=upheld.get(player.pk, 0) + warned.get(player.pk, 0),
            abused=abused.get(player.pk, 0),
            sanctions=sanctions.get(player.pk, 0),
        )
        for player in players
    }


def _counts(rows: QuerySet, whose: str) -> dict[int, int]:
    counted: Iterable[tuple[int, int]] = (
        rows.order_by().values(whose).annotate(count=Count("pk")).values_list(whose, "count")
    )
    return dict(counted)
