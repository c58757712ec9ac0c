"""A player who goes for good: what was told to the player goes, what tells of the player loses the name."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F, Func, JSONField, Q, Value

from accounts.models import User
from mailing.retention import forget_words
from notifications.models import Block, ChannelChoice, Mute, Notification, Rhythm


class Renamed(Func):
    """The facts of a notification with another `who`; without a `who` they stay as they are."""

    function = "jsonb_set"
    output_field = JSONField()

    def __init__(self, name: str) -> None:
        super().__init__(
            F("context"),
            Value("{who}"),
            Func(Value(name), function="to_jsonb", template="to_jsonb(%(expressions)s::text)"),
            Value(False),
        )


@transaction.atomic
def erase_reader(*, player: User) -> None:
    """Delete the player's centre, wishes and blocks; take the name out of others' centres and letters."""
    Notification.objects.filter(recipient=player).delete()
    for rows in (ChannelChoice, Mute):
        rows.objects.filter(user=player).delete()
    Rhythm.objects.filter(player=player).delete()
    Block.objects.filter(Q(blocker=player) | Q(blocked=player)).delete()
    theirs = Notification.objects.filter(actor=player)
    forget_words(theirs.values_list("key", flat=True))
    theirs.update(context=Renamed(player.display_name))
