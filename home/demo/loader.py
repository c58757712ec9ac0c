"""Loads the demo: everything or nothing, and nothing when it is there already."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from wagtail.models import Page, ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from accounts.models import User
from home.demo.board import ad_events
from home.demo.facts import create_choices
from home.demo.letters import letter_events, subscription_events
from home.demo.moderation import moderation_events
from home.demo.patches import patch_events
from home.demo.people import GROUPS, create_players, without_letters
from home.demo.texts import read_ads, read_choices, read_letters, read_players
from home.demo.timeline import replay
from home.demo.world import World
from notifications.models import Notification

READ_AFTER = timedelta(hours=12)


@transaction.atomic
def load_demo(*, say: Callable[[str], object]) -> bool:
    """Put players, ads, responses and letters of the past month on an empty board; False when they are there.

    Side effects: stores pictures. No letter leaves, and none is queued.
    """
    players, ads, letters = read_players(), read_ads(), read_letters()
    if User.objects.filter(email__in=[player.email for player in players]).exists():
        return False
    now = timezone.now()
    people = create_players(players, now)
    staff = {player.role: people[player.key] for player in players if player.role in GROUPS}
    world = World(now=now, people=people, staff=staff, choices=create_choices(read_choices()))
    say(f"{len(people)} players")
    with without_letters(people), disable_reference_index_auto_update():
        replay(
            [
                *subscription_events(players, world),
                *(event for ad in ads for event in ad_events(ad, world)),
                *moderation_events(world),
                *patch_events({ad.author for ad in ads}, world),
                *(event for letter in letters for event in letter_events(letter, world)),
            ]
        )
    say(f"{len(ads)} ads with {sum(len(ad.responses) for ad in ads)} responses")
    say(f"{len(letters)} issues of the newsletter")
    _read_old_notifications(now)
    _index_references()
    return True


def _read_old_notifications(now: datetime) -> None:
    Notification.objects.filter(due_at__lt=now - READ_AFTER).update(read_at=F("due_at") + timedelta(hours=1))


def _index_references() -> None:
    """Tell Wagtail once what the pages show, rather than at each of their many saves."""
    for page in Page.objects.filter(depth__gt=3).specific():
        ReferenceIndex.create_or_update_for_object(page)
