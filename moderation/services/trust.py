"""Levels follow what players do: at every event that counts, and once a day for what time brings."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from moderation.levels import earned_level
from moderation.models import ModerationRules
from moderation.selectors.standings import standings_of

BATCH = 500


@transaction.atomic
def review_level(*, player_id: int) -> None:
    """Give a player the level that is earned by now; one given by hand stays."""
    locked = User.objects.select_for_update(of=("self",), no_key=True)
    player = locked.filter(pk=player_id, trust_is_fixed=False).first()
    if player is not None:
        _settle([player], timezone.now())


def review_level_soon(*, player_id: int) -> None:
    """Do so once the transaction is over: a player's own requests lock the player first and then a listing.

    What gets lost between the two, the daily review finds.
    """
    transaction.on_commit(lambda: review_level(player_id=player_id), robust=True)


def review_levels(*, now: datetime) -> int:
    """Give everybody the level that is earned by now; return how many levels changed."""
    changed, last = 0, 0
    everybody = User.objects.filter(trust_is_fixed=False, is_active=True).order_by("pk")
    while batch := list(everybody.filter(pk__gt=last)[:BATCH]):
        last = batch[-1].pk
        changed += _settle(batch, now)
    return changed


def _settle(players: list[User], now: datetime) -> int:
    rules, standings, changed = ModerationRules.current(), standings_of(players, now=now), 0
    for player in players:
        level = earned_level(standings[player.pk], rules)
        if level != player.trust:
            changed += User.objects.filter(pk=player.pk, trust_is_fixed=False).update(trust=level)
            player.trust = level
    return changed
