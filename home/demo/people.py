"""The demo's players and staff, who can log in at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group

from accounts.models import User
from home.demo.facts import parse_week
from home.demo.texts import DemoPlayer
from notifications.kinds import all_kinds
from notifications.models import Channel, ChannelChoice

PASSWORD = "tavern-demo"  # noqa: S105 - printed by the one-command run, and it runs on this machine only
GROUPS = {"administrator": "Administrators", "moderator": "Moderators", "editor": "Editors"}


def create_players(players: Sequence[DemoPlayer], now: datetime) -> dict[str, User]:
    """Register everybody with a confirmed e-mail; those with a role get the demo's password."""
    password, nobodys = make_password(PASSWORD), make_password(None)
    users = [
        User(
            email=player.email,
            display_name=player.name,
            trust=player.trust,
            # Given by hand: whoever tries the demo finds the same levels whatever was approved before.
            trust_is_fixed=True,
            play_week=parse_week(player.week).hex,
            shows_play_week=player.shows_week,
            password=password if player.role else nobodys,
            is_superuser=player.role == "administrator",
            is_staff=player.role in GROUPS,
            date_joined=now - player.joined,
            rules_accepted_at=now - player.joined,
        )
        for player in players
    ]
    User.objects.bulk_create(users)
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, primary=True, verified=True) for user in users
    )
    people = {player.key: user for player, user in zip(players, users, strict=True)}
    for player in players:
        if player.role in GROUPS:
            people[player.key].groups.add(Group.objects.get(name=GROUPS[player.role]))
    return people


@contextmanager
def without_letters(people: dict[str, User]) -> Iterator[None]:
    """Let nobody get a letter about what is past; the notifications on the site are written all the same."""
    wishes = ChannelChoice.objects.bulk_create(
        ChannelChoice(user=user, kind=kind.slug, channel=Channel.SITE)
        for user in people.values()
        for kind in all_kinds()
    )
    yield
    ChannelChoice.objects.filter(pk__in=[wish.pk for wish in wishes]).delete()
