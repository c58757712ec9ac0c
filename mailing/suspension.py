"""Addresses that bounce: after too many hard refusals in a row no letter but a code is tried there.

Each letter that a server takes clears its address at once, so a code, or the letter that an owner asks for by
"try again", is also the proof that lifts a suspension.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from mailing.addresses import deliverable
from mailing.errors import UndeliverableAddressError
from mailing.models import RefusedAddress

TRY_AGAIN_AFTER = timedelta(days=1)


def refusing_among(addresses: Iterable[str]) -> dict[str, bool]:
    """Return those that refused letters lately, and whether they are suspended. One query."""
    known = RefusedAddress.objects.filter(pk__in={as_kept(address) for address in addresses})
    return {row.address: row.suspended_at is not None for row in known.only("address", "suspended_at")}


def suspended(address: str) -> RefusedAddress | None:
    """Return what is known of an address if it is suspended. One query."""
    return RefusedAddress.objects.filter(pk=as_kept(address), suspended_at__isnull=False).first()


@transaction.atomic
def note_refusal(*, address: str, reason: str, at_once: bool = False) -> bool:
    """Count a hard refusal; True when it suspends the address.

    What lies further back than MAIL_SUSPEND_DAYS doesn't count any more. `at_once` suspends with the first
    one: where a relay takes every letter and reports later, its taking one would clear the count each time.
    """
    now = timezone.now()
    fresh = {"first_at": now, "last_at": now}
    row, _created = RefusedAddress.objects.select_for_update().get_or_create(
        pk=as_kept(address), defaults=fresh
    )
    if row.suspended_at is None and now - row.first_at > timedelta(days=settings.MAIL_SUSPEND_DAYS):
        row.refusals, row.first_at = 0, now
    row.refusals += 1
    row.last_at, row.reason = now, reason
    suspends = row.suspended_at is None and (at_once or row.refusals >= settings.MAIL_SUSPEND_AFTER)
    if suspends:
        row.suspended_at = now
    row.save()
    return suspends


def note_acceptance(*, address: str) -> None:
    """Forget every refusal: the server takes letters to this address."""
    RefusedAddress.objects.filter(pk=as_kept(address)).delete()


@transaction.atomic
def claim_try(*, address: str) -> bool:
    """Let the owner of a suspended address try it again; False when it isn't, or was tried within a day."""
    row = RefusedAddress.objects.select_for_update().filter(pk=as_kept(address)).first()
    now = timezone.now()
    if row is None or row.suspended_at is None:
        return False
    if row.tried_at is not None and now - row.tried_at < TRY_AGAIN_AFTER:
        return False
    row.tried_at = now
    row.save(update_fields=["tried_at"])
    return True


def as_kept(address: str) -> str:
    """Return the form in which addresses are compared: bare, ASCII domain, lower case."""
    try:
        return deliverable(address).lower()
    except UndeliverableAddressError:
        return address.strip().lower()[:320]
