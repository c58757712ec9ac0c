"""Topics, for those who choose."""

from __future__ import annotations

from newsletter.models import Subscription, Topic


def topics_on_offer() -> list[Topic]:
    """Return what readers may choose, in its order."""
    return list(Topic.objects.on_offer())


def first_topics() -> list[int]:
    """Return what one gets who asks for the newsletter and says no more."""
    return list(Topic.objects.to_begin_with().values_list("pk", flat=True))


def topics_of(subscription: Subscription) -> list[Topic]:
    """Return what a reader chose, retired ones included: issues on them may be under way."""
    return list(Topic.objects.filter(pk__in=subscription.topics))
