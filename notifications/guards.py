"""Second thoughts about a notification's letter at the moment of sending."""

from __future__ import annotations

from mailing.guards import Addressed
from notifications.models import Notification
from notifications.selectors import wants_mail


def objection_to_reader(letter: Addressed) -> str | None:
    """Return why this letter's reader must not get it any more, or None."""
    notification = Notification.objects.select_related("recipient").filter(key=letter.key).first()
    if notification is None:
        return "retracted"
    reader = notification.recipient
    if not reader.is_active:
        return "the reader is deactivated"
    if reader.email.lower() != letter.to.lower():
        return "the reader has another address now"
    if not wants_mail(reader, notification.kind):
        return "the reader wants no such letters"
    return None
