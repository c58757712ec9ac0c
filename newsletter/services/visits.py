"""Remembering on which day a subscriber was last here."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.core.cache import cache
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from newsletter.models import Subscription

logger = logging.getLogger(__name__)

DAY_SECONDS = int(timedelta(days=1).total_seconds())


def note_visit(*, by: User) -> None:
    """Write down that the player was here today, at most once a day; of whoever isn't subscribed, nothing.

    A cache that can't be reached costs a statement, not the page.
    """
    today = timezone.localdate()
    try:
        if not cache.add(f"newsletter:seen:{by.pk}:{today:%j}", 1, timeout=DAY_SECONDS):
            return
    except Exception:
        logger.exception("Visits are written each time: the cache can't be reached")
    earlier = Q(seen_on=None) | Q(seen_on__lt=today)
    Subscription.objects.filter(earlier, user=by).update(seen_on=today)
