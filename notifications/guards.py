"""Second thoughts about what a notification tells, at the moment of sending."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_noop as _

from mailing.guards import Addressed
from notifications.models import Channel, Notification
from notifications.selectors import events_of, standing_of

Guard = Callable[[Addressed], str | None]

# A letter that waited longer than this, for the end of quiet hours say, isn't news to who has read it here.
NEWS = timedelta(minutes=5)


def objection_to_letter(letter: Addressed, guard: Guard | None) -> str | None:
    """Return why a notification's letter must not go any more, or None."""
    head = Notification.objects.select_related("recipient", "actor").filter(key=letter.key).first()
    if head is None:
        return _("retracted")
    if head.recipient.email.lower() != letter.to.lower():
        return _("the reader has another address now")
    if head.read_at is not None and head.due_at < timezone.now() - NEWS:
        return _("the reader has read it on the site")
    objections = [objection_to_event(event, guard) for event in events_of(head)]
    return None if None in objections else objections[0]


def objection_to_event(event: Notification, guard: Guard | None) -> str | None:
    """Return why the reader must not hear of one event by letter any more, or None."""
    if not event.recipient.is_active:
        return _("the reader is deactivated")
    if event.actor is not None and not event.actor.is_active:
        return _("the player whom it is about is deactivated")
    standing = standing_of(
        reader_id=event.recipient_id,
        kind=event.kind,
        listing_id=event.listing_id,
        actor_id=event.actor_id,
    )
    if standing.chosen in (Channel.SITE, Channel.OFF):
        return _("the reader wants no such letters")
    if standing.is_blocked:
        return _("the reader has blocked the player")
    if standing.is_muted:
        return _("the reader has muted the listing")
    return guard(event) if guard else None


def still_to_tell(head: Notification, guard: Guard | None) -> list[Notification]:
    """Return those of a notification's events that its reader may still read of."""
    return [event for event in events_of(head) if objection_to_event(event, guard) is None]
