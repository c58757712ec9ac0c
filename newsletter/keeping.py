"""What the news keeps about a player. See `accounts.personal_data`."""

from __future__ import annotations

from accounts.models import User
from accounts.personal_data import Gone, Keeper
from newsletter.models import Delivery, Subscription, Topic


def copy(player: User) -> dict[str, object]:
    """Return whether the player wants the news, on what, the last visit, and which issues were mailed."""
    wish = Subscription.objects.filter(user=player)
    kept = wish.values("subscribed", "subscribed_at", "unsubscribed_at", "topics", "interests", "seen_on")
    names = dict(Topic.objects.values_list("pk", "name"))
    mailed = Delivery.objects.filter(subscriber__user=player).order_by("pk")
    return {
        "subscription": [row | {"topics": [names[topic] for topic in row["topics"]]} for row in kept],
        "issues": list(mailed.values("mailing", "status", "finished_at")),
    }


def erase(gone: Gone) -> None:
    """Forget the wish; letters that were sent stay in the ledger without a reader."""
    Subscription.objects.filter(user=gone.player).delete()


KEEPER = Keeper(slug="newsletter", order=40, copy=copy, erase=erase)
