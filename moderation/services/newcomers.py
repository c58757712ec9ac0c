"""Accounts that were made under alarm are let write."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from accounts.models import User
from moderation.models import Deed
from moderation.services.log import About, record_act
from moderation.services.queue import check_moderates
from moderation.subjects import Subject


@transaction.atomic
def let_write(*, player_ids: Collection[int], by: User) -> int:
    """Let accounts write that were made during an alarm; return how many waited for it.

    Raises:
        NotModerator: `by` decides nothing here.
    """
    check_moderates(by)
    waiting = User.objects.filter(pk__in=player_ids, waits_since__isnull=False).order_by("pk")
    players = list(waiting.select_for_update(of=("self",)))
    User.objects.filter(pk__in=[player.pk for player in players]).update(waits_since=None)
    for player in players:
        record_act(what=Deed.PLAYER_LET, on=About(Subject.PLAYER, player.pk, str(player)), by=by)
    return len(players)
