"""The lock that puts what is told to one player in order: gathering, the day's cap, the digest."""

from __future__ import annotations

from accounts.models import User
from notifications.models import Rhythm


def lock_rhythm(player: User) -> Rhythm:
    """Lock the player's row, and make it the first time.

    It is taken after the locks of what happened (the listing's, the response's). Who tells several players
    in one transaction goes through them in the order of their ids, lest two such meet head-on.
    """
    rows = Rhythm.objects.select_for_update(of=("self",))
    rhythm = rows.filter(pk=player.pk).first()
    if rhythm is None:
        Rhythm.objects.bulk_create([Rhythm(player=player)], ignore_conflicts=True)
        rhythm = rows.get(pk=player.pk)
    rhythm.player = player
    return rhythm
