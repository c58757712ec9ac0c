"""Asking for the newsletter and stopping it."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common.errors import IllegalTransition
from newsletter.models import Subscription

# A forwarded letter must not subscribe anybody anew: only what was just done is taken back.
UNDO_FOR = timedelta(hours=1)


@transaction.atomic
def subscribe(*, by: User) -> Subscription:
    """Ask for the newsletter. Letters come once the e-mail is confirmed."""
    subscription, _created = Subscription.objects.select_for_update(of=("self",)).get_or_create(user=by)
    return _set(subscription, subscribed=True)


@transaction.atomic
def set_subscription(*, wanted: bool, by: User) -> None:
    """Subscribe or unsubscribe oneself, as the settings say."""
    if wanted:
        subscribe(by=by)
        return
    subscription = Subscription.objects.select_for_update(of=("self",)).filter(user=by).first()
    if subscription is not None:
        _set(subscription, subscribed=False)


@transaction.atomic
def unsubscribe(*, token: str) -> Subscription:
    """Stop the newsletter for the reader whose letter held this key; done twice, it stays done.

    Raises:
        Subscription.DoesNotExist: nobody's letter holds it.
    """
    return _set(Subscription.objects.select_for_update(of=("self",)).get(token=token), subscribed=False)


@transaction.atomic
def resubscribe(*, token: str) -> Subscription:
    """Take back an unsubscribing of the last hour.

    Raises:
        Subscription.DoesNotExist: nobody's letter holds the key.
        IllegalTransition: too much time has passed.
    """
    subscription = Subscription.objects.select_for_update(of=("self",)).get(token=token)
    stopped = subscription.unsubscribed_at
    if stopped is not None and timezone.now() - stopped > UNDO_FOR:
        raise IllegalTransition(_("It is too late to take this back. Subscribe anew in your settings."))
    return _set(subscription, subscribed=True)


def _set(subscription: Subscription, *, subscribed: bool) -> Subscription:
    if subscription.subscribed != subscribed:
        subscription.subscribed = subscribed
        if subscribed:
            subscription.subscribed_at, subscription.unsubscribed_at = timezone.now(), None
        else:
            subscription.unsubscribed_at = timezone.now()
        subscription.save(update_fields=["subscribed", "subscribed_at", "unsubscribed_at"])
    return subscription
