"""Which responses a player may handle: the one place that says so."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.cache import cache
from django.db import transaction
from django.db.models import Exists, Q

from accounts.models import User
from notifications.models import Block
from responses.models import Recruiter, Response
from responses.models.queries import ResponseQuerySet

HELPS_NOBODY_SECONDS = 300


@dataclass(frozen=True, slots=True)
class Reach:
    """Responses to one's own ads, and to `helped` ones that one is a co-recruiter of.

    The second kind is asked for only by who has it: an inbox of one's own stays a walk along one index.
    """

    player: User
    helped: tuple[int, ...]

    @classmethod
    def of(cls, player: User) -> Reach:
        """Read which ads a player helps with: one query for who has lately helped with any, else none."""
        if not helps_somebody(player):
            return cls(player, ())
        helped = tuple(Recruiter.objects.helping(player).values_list("ad_id", flat=True))
        if not helped:
            cache.delete(_helps_key(player))
        return cls(player, helped)

    def all(self) -> ResponseQuerySet:
        """Every response, also deleted ones."""
        own = Q(recipient=self.player)
        if not self.helped:
            return Response.objects.filter(own)
        # What one sent oneself, long before one came to help, stays a stranger's.
        return Response.objects.filter(own | Q(ad__in=self.helped) & ~Q(author=self.player))

    def kept(self) -> ResponseQuerySet:
        """The inbox: what isn't deleted."""
        return self.all().filter(deleted_at=None)

    def deleted(self) -> ResponseQuerySet:
        """What one has deleted from one's inbox and may bring back; helpers delete nothing."""
        return Response.objects.deleted_by_receiver(self.player)

    def readable(self) -> ResponseQuerySet:
        """What may be opened: the inbox, and what one has deleted oneself."""
        return self.all().filter(Q(deleted_at=None) | Q(deleted_by=self.player))


def helps_somebody(player: User) -> bool:
    """Whether it is worth asking which ads a player helps with.

    Kept in the cache, as every inbox asks; it never lets anybody do anything: that is asked of the rows.
    """
    known: bool | None = cache.get(_helps_key(player))
    if known is None:
        known = Recruiter.objects.filter(player=player, accepted_at__isnull=False).exists()
        # Not `set`: who has agreed since the query was remembered by that.
        cache.add(_helps_key(player), known, None if known else HELPS_NOBODY_SECONDS)
    return known


def is_known_to_help(player: User) -> bool:
    """The same for the frame of every page, without a query: what isn't known is learned in the inbox."""
    return cache.get(_helps_key(player)) is True


def remember_helper(player: User) -> None:
    """Have the player's pages ask for ads of others, once the current transaction commits."""
    transaction.on_commit(lambda: cache.set(_helps_key(player), True, None), robust=True)


def _helps_key(player: User) -> str:
    return f"responses:helps:{player.pk}"


def is_recruiter(player: User, *, ad_id: int) -> bool:
    """Whether a player helps with an ad; one indexed query."""
    return Recruiter.objects.helping(player).filter(ad=ad_id).exists()


@dataclass(frozen=True, slots=True)
class Standing:
    """How a player stands to somebody else's ad."""

    is_blocked: bool
    helps: bool


def standing_towards(*, ad_id: int, author_id: int, player: User) -> Standing:
    """Read what keeps a player from responding, in one query."""
    blocked = Block.objects.filter(blocker=author_id, blocked=player)
    helps = Recruiter.objects.filter(ad=ad_id, player=player, accepted_at__isnull=False)
    found = User.objects.filter(pk=player.pk).values_list(Exists(blocked), Exists(helps)).get()
    return Standing(*found)
