"""Reads about players."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.db.models import Exists, Func, OuterRef, QuerySet, Value
from django.db.models.functions import Lower
from django.utils import timezone

from accounts.models import LooksLike, User
from accounts.names import CYRILLIC_TWINS, LATIN_TWINS, looks_like
from accounts.time_zones import place_of
from common.week import Week

HELD_SECONDS = 24 * 60 * 60


def named_like(name: str) -> QuerySet[User]:
    """Players whose name is this one, or passes for it."""
    wanted = Func(Lower(Value(name)), Value(CYRILLIC_TWINS), Value(LATIN_TWINS), function="TRANSLATE")
    return User.objects.annotate(look=LooksLike("display_name")).filter(look=wanted)


def name_is_taken(name: str, *, email: str = "", except_for: User | None = None) -> bool:
    """Is the name somebody else's, or held by a sign-up with another address?

    A name that the same address holds without having confirmed it is free for that address.
    """
    others = named_like(name)
    if except_for:
        others = others.exclude(pk=except_for.pk)
    if email:
        others = others.exclude(email__iexact=email, last_login=None)
    holder = cache.get(_held_key(name))
    return others.exists() or (holder is not None and holder != _digest(email))


def hold_name(name: str, *, email: str) -> None:
    """Treat the name as taken for a day, as if the sign-up with this known address had made an account.

    Without it a second sign-up under the name would tell whether the first address has an account.
    """
    cache.add(_held_key(name), _digest(email), timeout=HELD_SECONDS)


def release_name(name: str, *, email: str) -> None:
    """Let go a name that is held for this address: its sign-up was given up."""
    if cache.get(_held_key(name)) == _digest(email):
        cache.delete(_held_key(name))


def _held_key(name: str) -> str:
    return f"held-name:{_digest(looks_like(name))}"


def _digest(text: str) -> str:
    return hashlib.blake2b(text.lower().encode(), digest_size=12).hexdigest()


@dataclass(frozen=True, slots=True)
class ShownHours:
    """When a player plays, by the reader's clocks, or by those of `place` for a visitor."""

    week: Week
    place: str


def shown_hours(player: User, *, reader: User | None) -> ShownHours | None:
    """Return the hours that a player's page tells; None where the player doesn't want it, or said none."""
    if not player.shows_play_week or not player.week:
        return None
    if reader is None:
        return ShownHours(player.week, place_of(player.time_zone))
    week = player.week.moved(source=player.time_zone, target=reader.time_zone, at=timezone.now())
    return ShownHours(week, "")


def unconfirmed() -> QuerySet[User]:
    """Players who signed up themselves, never confirmed the address and never logged in."""
    signed_up = User.objects.filter(rules_accepted_at__isnull=False, last_login=None, is_staff=False)
    waiting = EmailAddress.objects.filter(user=OuterRef("pk"))
    return signed_up.filter(Exists(waiting.filter(verified=False))).exclude(
        Exists(waiting.filter(verified=True))
    )


def facts_of(player: User) -> dict[str, object]:
    """Return what staff may change about a player, for the log."""
    return {
        "email": player.email,
        "display_name": player.display_name,
        "language": player.language,
        "trust": player.trust,
        "trust_is_fixed": player.trust_is_fixed,
        "groups": sorted(player.groups.values_list("name", flat=True)),
    }
