"""Who gets the newsletter: one rule for counting, for the ledger and for the moment of sending."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from allauth.account.models import EmailAddress
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from newsletter.models import Subscription

CONFIRMED = Exists(
    EmailAddress.objects.filter(user=OuterRef("user"), email__iexact=OuterRef("user__email"), verified=True)
)


def audience() -> QuerySet[Subscription]:
    """Subscriptions of active players with a confirmed address."""
    return Subscription.objects.filter(CONFIRMED, subscribed=True, user__is_active=True)


class Reader(NamedTuple):
    """A subscriber as they are now."""

    pk: int
    token: str
    email: str
    subscribed: bool
    is_active: bool
    is_confirmed: bool

    @property
    def objection(self) -> str | None:
        """Why this reader must not get the newsletter, or None."""
        if not self.subscribed:
            return _("Unsubscribed.")
        if not self.is_active:
            return _("The account is closed.")
        if not self.is_confirmed:
            return _("The address is not confirmed.")
        return None


def readers(subscription_ids: Iterable[int | None]) -> dict[int, Reader]:
    """Return the subscribers as they are now, by id; whoever left the board is missing. One query."""
    found = (
        Subscription.objects.filter(pk__in=[pk for pk in subscription_ids if pk is not None])
        .annotate(is_confirmed=CONFIRMED)
        .values_list("pk", "token", "user__email", "subscribed", "user__is_active", "is_confirmed")
    )
    return {row[0]: Reader._make(row) for row in found}
