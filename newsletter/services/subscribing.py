"""Asking for the newsletter, choosing what it brings, and stopping it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from ads.models import Category
from common.errors import IllegalTransition, InvalidInput
from newsletter.models import Subscription, Topic
from newsletter.selectors.topics import first_topics

# A forwarded letter must not subscribe anybody anew: only what was just done is taken back.
UNDO_FOR = timedelta(hours=1)


@transaction.atomic
def subscribe(*, by: User) -> Subscription:
    """Ask for the newsletter, on the first topics unless one has chosen others.

    Letters come once the e-mail is confirmed.
    """
    subscription = _of(by)
    subscription.topics = subscription.topics or first_topics()
    _turn(subscription, on=True)
    return _kept(subscription)


@transaction.atomic
def set_subscription(
    *,
    wanted: bool,
    by: User,
    topics: Collection[int] | None = None,
    interests: Collection[str] | None = None,
) -> None:
    """Subscribe or unsubscribe oneself, as the settings say; None leaves topics or interests as they are.

    Raises:
        InvalidInput: no topic is chosen, or one that isn't on offer; an unknown category.
    """
    subscription = _of(by) if wanted else Subscription.objects.select_for_update().filter(user=by).first()
    if subscription is None:
        return
    if topics is not None and (wanted or topics):
        subscription.topics = _choosable(topics, subscription)
        subscription.dropped_topics, subscription.dropped_at = [], None
    if interests is not None:
        subscription.interests = _known_categories(interests)
    if wanted:
        subscription.topics = subscription.topics or first_topics()
    _turn(subscription, on=wanted)
    _kept(subscription)


@transaction.atomic
def unsubscribe(*, token: str) -> Subscription:
    """Stop the newsletter for the reader whose letter held this key; done twice, it stays done.

    Raises:
        Subscription.DoesNotExist: nobody's letter holds it.
    """
    subscription = _holding(token)
    _turn(subscription, on=False)
    return _kept(subscription)


@transaction.atomic
def keep_topics(*, token: str, kept: Collection[int]) -> Subscription:
    """Stop every topic but these, adding none that the reader hasn't chosen; without one left, stop all.

    Raises:
        Subscription.DoesNotExist: nobody's letter holds the key.
    """
    subscription = _holding(token)
    dropped = [topic for topic in subscription.topics if topic not in kept]
    if not subscription.subscribed or not dropped:
        return subscription
    if len(dropped) == len(subscription.topics):
        _turn(subscription, on=False)
        return _kept(subscription)
    subscription.topics = [topic for topic in subscription.topics if topic in kept]
    subscription.dropped_topics, subscription.dropped_at = dropped, timezone.now()
    return _kept(subscription)


@transaction.atomic
def resubscribe(*, token: str) -> Subscription:
    """Take back what a link in a letter did in the last hour.

    Raises:
        Subscription.DoesNotExist: nobody's letter holds the key.
        IllegalTransition: too much time has passed.
    """
    subscription = _holding(token)
    now = timezone.now()
    done = [at for at in (subscription.unsubscribed_at, subscription.dropped_at) if at is not None]
    if done and now - max(done) > UNDO_FOR:
        raise IllegalTransition(_("It is too late to take this back. Subscribe anew in your settings."))
    if subscription.dropped_at is not None and now - subscription.dropped_at <= UNDO_FOR:
        subscription.topics = [*subscription.topics, *subscription.dropped_topics]
    subscription.dropped_topics, subscription.dropped_at = [], None
    _turn(subscription, on=True)
    return _kept(subscription)


def _of(user: User) -> Subscription:
    """Return the player's row under its lock."""
    subscription, _created = Subscription.objects.select_for_update(of=("self",)).get_or_create(
        user=user, defaults={"seen_on": timezone.localdate()}
    )
    return subscription


def _holding(token: str) -> Subscription:
    return Subscription.objects.select_for_update(of=("self",)).get(token=token)


def _turn(subscription: Subscription, *, on: bool) -> None:
    if subscription.subscribed == on:
        return
    subscription.subscribed = on
    if on:
        subscription.subscribed_at, subscription.unsubscribed_at = timezone.now(), None
    else:
        subscription.unsubscribed_at = timezone.now()


def _kept(subscription: Subscription) -> Subscription:
    subscription.save(
        update_fields=[
            "subscribed",
            "subscribed_at",
            "unsubscribed_at",
            "topics",
            "interests",
            "dropped_topics",
            "dropped_at",
        ]
    )
    return subscription


def _choosable(topics: Collection[int], subscription: Subscription) -> list[int]:
    """Return the topics in their order; what is retired stays with who has it."""
    if not topics:
        raise InvalidInput(
            field_errors={"topics": [str(_("Choose at least one topic, or take the tick above off."))]}
        )
    on_offer = set(Topic.objects.on_offer().values_list("pk", flat=True))
    if not set(topics) <= on_offer | set(subscription.topics):
        raise InvalidInput(field_errors={"topics": [str(_("There is no such topic any more."))]})
    retired = [topic for topic in subscription.topics if topic not in on_offer]
    return [*sorted(set(topics) - set(retired)), *retired]


def _known_categories(interests: Collection[str]) -> list[str]:
    if not set(interests) <= set(Category.values):
        raise InvalidInput(field_errors={"interests": [str(_("There is no such category."))]})
    return [category for category in Category.values if category in interests]
