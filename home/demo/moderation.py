"""What waits on the moderators' desk of the demo beside new listings and edits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from home.demo.timeline import Event
from home.demo.world import World
from moderation import services

# Who flags which listing, for what reason, in which words, and how long ago.
FLAGS = (
    ("hired-healer", "clover", "fraud", "Просит задаток до рейда, а в рейд не пришёл.", timedelta(hours=5)),
    ("hired-healer", "magpie", "fraud", "", timedelta(hours=3)),
    ("portal-weekly", "tikhon", "misplaced", "Это же услуги, а висит среди заклинаний.", timedelta(hours=1)),
)
WARNED = "thunder"
WARNING = "Грубость в отклике на чужое объявление. В следующий раз не сможете писать неделю."
OBJECTION = "Это была шутка, мы с ним в одной гильдии. Спросите его сами."


def moderation_events(world: World) -> Iterator[Event]:
    """Yield flags of several players, a warning, and an objection to it."""
    for ad, player, reason, words, age in FLAGS:
        yield Event(world.now - age, partial(_flag, world, ad, player, reason, words))
    yield Event(world.now - timedelta(days=1), partial(_warn, world))


def _flag(world: World, ad: str, player: str, reason: str, words: str) -> None:
    services.flag(kind="listing", pk=world.ad_ids[ad], reason=reason, text=words, by=world.people[player])


def _warn(world: World) -> None:
    player = world.people[WARNED]
    given = services.sanction_player(
        player_id=player.pk, kind="warn", reason=WARNING, by=world.staff["moderator"]
    )
    services.appeal(sanction_id=given.pk, text=OBJECTION, by=player)
