"""Who gets the newsletter: one rule for counting, for the ledger and for the moment of sending."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from allauth.account.models import EmailAddress
from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from accounts.models import User
from newsletter.models import Subscription

CONFIRMED = Exists(
    EmailAddress.objects.filter(user=OuterRef("user"), email__iexact=OuterRef("user__email"), verified=True)
)


def audience() -> QuerySet[Subscription]:
    """Subscriptions of active players with a confirmed address, whom no sanction keeps out."""
    let_in = Q(user__suspended_until=None) | Q(user__suspended_until__lte=Now())
    return Subscription.objects.filter(CONFIRMED, let_in, subscribed=True, user__is_active=True)


class Reader(NamedTuple):
    """A subscriber as they are now."""

    pk: int
    token: str
    email: str
    subscribed: bool
    is_active: bool
    is_suspended: bool
    is_confirmed: bool

    @property
    def objection(self) -> str | None:
        """Why this reader must not get the newsletter, or None."""
        if not self.subscribed:
            return _("Unsubscribed.")
        if not self.is_active:
            return _("The account is closed.")
        if self.is_suspended:
            return _("The player is kept out by a sanction.")
        if not self.is_confirmed:
            return _("The address is not confirmed.")
        return None


# By hand: Django's EXISTS makes the database read every address for a few readers.
_READERS = f"""
SELECT subscription.id, subscription.token, player.email, subscription.subscribed, player.is_active,
       player.suspended_until IS NOT NULL AND player.suspended_until > now(),
       address.id IS NOT NULL
FROM {Subscription._meta.db_table} AS subscription
JOIN {User._meta.db_table} AS player ON player.id = subscription.user_id
LEFT JOIN {EmailAddress._meta.db_table} AS address
       ON address.user_id = player.id AND address.verified AND lower(address.email) = lower(player.email)
WHERE subscription.id = ANY(%s)
"""  # noqa: S608 (the names come from the models)


def readers(subscription_ids: Iterable[int | None]) -> dict[int, Reader]:
    """Return the subscribers as they are now, by id; whoever left the board is missing. One query."""
    wanted = [pk for pk in subscription_ids if pk is not None]
    with connection.cursor() as cursor:
        cursor.execute(_READERS, [wanted])
        return {row[0]: Reader._make(row) for row in cursor}
