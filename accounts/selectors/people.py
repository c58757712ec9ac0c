"""People as administrators look for them."""

from __future__ import annotations

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, TextChoices
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from accounts.models import User
from accounts.selectors.players import unconfirmed


class State(TextChoices):
    """How an account stands, as far as administrators ask for it."""

    ACTIVE = "active", pgettext_lazy("state of a player", "active")
    UNCONFIRMED = "unconfirmed", pgettext_lazy("state of a player", "unconfirmed")
    MUTED = "muted", pgettext_lazy("state of a player", "may not write")
    SUSPENDED = "suspended", pgettext_lazy("state of a player", "kept out")
    LEAVING = "leaving", pgettext_lazy("state of a player", "is leaving")
    CLOSED = "closed", pgettext_lazy("state of a player", "closed")
    ERASED = "erased", pgettext_lazy("state of a player", "deleted")


def state_of(player: User) -> State:
    """Return how a player's account stands; "unconfirmed" only for who was read `with_last_seen`."""
    if player.erased_at is not None:
        return State.ERASED
    if not player.is_active:
        return State.CLOSED
    if player.is_leaving:
        return State.LEAVING
    if getattr(player, "is_unconfirmed", False):
        return State.UNCONFIRMED
    if player.is_suspended:
        return State.SUSPENDED
    return State.MUTED if player.is_muted else State.ACTIVE


def with_last_seen(people: QuerySet[User]) -> QuerySet[User]:
    """Add `last_seen`, `is_unconfirmed` and the groups, for a list.

    Of whose sessions are over and forgotten only the last log-in is known.
    """
    latest = UserSession.objects.filter(user=OuterRef("pk")).order_by("-last_seen_at")
    return people.prefetch_related("groups").annotate(
        last_seen=Coalesce(Subquery(latest.values("last_seen_at")[:1]), "last_login"),
        is_unconfirmed=Exists(unconfirmed().filter(pk=OuterRef("pk"))),
    )


def in_state(people: QuerySet[User], state: str) -> QuerySet[User]:
    """Narrow people to those in a state."""
    now = timezone.now()
    kept_out = Q(suspended_until__gt=now)
    muted = Q(muted_until__gt=now)
    conditions = {
        State.ERASED: Q(erased_at__isnull=False),
        State.CLOSED: Q(is_active=False, erased_at=None),
        State.LEAVING: Q(leaves_at__isnull=False),
        State.SUSPENDED: kept_out & Q(is_active=True),
        State.MUTED: muted & ~kept_out & Q(is_active=True),
        State.UNCONFIRMED: Q(pk__in=unconfirmed().values("pk")),
        State.ACTIVE: Q(is_active=True, leaves_at=None) & ~_held(now) & ~Q(pk__in=unconfirmed().values("pk")),
    }
    return people.filter(conditions[State(state)])


def _held(now: datetime) -> Q:
    """Muted or kept out; compared with no time at all, neither is true nor false."""
    return Q(suspended_until__isnull=False, suspended_until__gt=now) | Q(
        muted_until__isnull=False, muted_until__gt=now
    )


def seen_since(moment: datetime) -> Q:
    """Match who has logged in since then, or has used a session."""
    sessions = UserSession.objects.filter(user=OuterRef("pk"), last_seen_at__gte=moment)
    return Q(last_login__gte=moment) | Q(Exists(sessions))
