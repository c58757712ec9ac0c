"""Who gets the newsletter: one place for counting, for the ledger and for the moment of sending.

A rule is asked when the ledger is written. At sending only what the reader may have changed since is asked
again: opt-out, sanctions, the account, the address.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import NamedTuple

from allauth.account.models import EmailAddress
from django.db import connection, models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from ads.models import BoardEntry
from newsletter.models import EVERYONE, AudienceRule, Subscription


def meant(rule: AudienceRule) -> QuerySet[Subscription]:
    """Subscriptions that a rule means, whether or not a letter may go: the base of a dry run."""
    subscriptions = Subscription.objects.all()
    if rule.interests:
        subscriptions = subscriptions.filter(interests__overlap=list(rule.interests))
    if rule.seen_within_days:
        since = timezone.localdate() - timedelta(days=rule.seen_within_days)
        subscriptions = subscriptions.filter(seen_on__gte=since)
    if rule.language:
        subscriptions = subscriptions.filter(language=rule.language)
    if rule.has_live_listing:
        live = BoardEntry.objects.live_on_board().filter(author=OuterRef("user"))
        subscriptions = subscriptions.filter(Exists(live))
    return subscriptions


def audience(rule: AudienceRule = EVERYONE) -> QuerySet[Subscription]:
    """Whom a mailing under this rule goes to now.

    Active players with a confirmed address, whom no sanction keeps out, and who want letters on the topic.
    """
    let_in = Q(kept_out_until=None) | Q(kept_out_until__lte=Now())
    readers = meant(rule).filter(let_in, subscribed=True, reachable=True)
    return readers.filter(topics__contains=[rule.topic]) if rule.topic else readers


class Reason(models.TextChoices):
    """Why a subscriber doesn't get a letter, the first that holds."""

    STOPPED = "stopped", _("Unsubscribed.")
    OTHER_TOPICS = "other-topics", _("Doesn’t get letters on this topic.")
    CLOSED = "closed", _("The account is closed.")
    SANCTIONED = "sanctioned", _("The player is kept out by a sanction.")
    UNCONFIRMED = "unconfirmed", _("The address is not confirmed.")
    REFUSING = "refusing", _("The address refuses letters.")


class Reader(NamedTuple):
    """A subscriber as they are now; `wants_topic` is about the mailing that was asked for."""

    pk: int
    token: str
    email: str
    subscribed: bool
    wants_topic: bool
    is_active: bool
    is_suspended: bool
    is_confirmed: bool

    @property
    def reason(self) -> Reason | None:
        """Why this reader must not get the newsletter, or None; what its address does is not asked here."""
        if not self.subscribed:
            return Reason.STOPPED
        if not self.wants_topic:
            return Reason.OTHER_TOPICS
        if not self.is_active:
            return Reason.CLOSED
        if self.is_suspended:
            return Reason.SANCTIONED
        return None if self.is_confirmed else Reason.UNCONFIRMED

    @property
    def objection(self) -> str | None:
        """The reason in words."""
        reason = self.reason
        return str(reason.label) if reason else None


# By hand: Django's EXISTS makes the database read every address for a few readers.
_READERS = f"""
SELECT subscription.id, subscription.token, player.email, subscription.subscribed,
       %(topic)s::bigint IS NULL OR %(topic)s = ANY(subscription.topics),
       player.is_active,
       player.suspended_until IS NOT NULL AND player.suspended_until > now(),
       address.id IS NOT NULL
FROM {Subscription._meta.db_table} AS subscription
JOIN {User._meta.db_table} AS player ON player.id = subscription.user_id
LEFT JOIN {EmailAddress._meta.db_table} AS address
       ON address.user_id = player.id AND address.verified AND lower(address.email) = lower(player.email)
WHERE subscription.id = ANY(%(wanted)s)
"""  # noqa: S608 (the names come from the models)


def readers(subscription_ids: Iterable[int | None], *, topic: int | None = None) -> dict[int, Reader]:
    """Return the subscribers as they are now, by id; whoever left the board is missing. One query."""
    wanted = [pk for pk in subscription_ids if pk is not None]
    with connection.cursor() as cursor:
        cursor.execute(_READERS, {"wanted": wanted, "topic": topic})
        return {row[0]: Reader._make(row) for row in cursor}
