"""Tell a player what happened, on the site and by letter; take it back while it can be undone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from mailing.letters import render_letter
from mailing.outbox import cancel, post
from notifications.letters import stop_url
from notifications.models import MailPreference, Notification
from notifications.selectors import wants_mail


@transaction.atomic
def notify(
    *,
    recipient: User,
    kind: str,
    key: str,
    context: Mapping[str, object],
    url: str,
    letter: str = "",
    not_before: datetime | None = None,
) -> None:
    """Tell a player what happened, once per key.

    The row stands on the site from `not_before` on; the letter (templates/emails/<letter>.*, in the reader's
    language, with `recipient` and `url` beside the context) leaves then too, unless the reader wants none.
    """
    _row, created = Notification.objects.get_or_create(
        key=key,
        defaults={
            "recipient": recipient,
            "kind": kind,
            "context": dict(context),
            "url": url,
            "due_at": not_before or timezone.now(),
        },
    )
    if not created or not letter or not wants_mail(recipient, kind):
        return
    facts = {**context, "recipient": recipient, "url": url, "stop_url": stop_url(recipient, kind)}
    rendered = render_letter(letter, facts, recipient.language)
    post(key=key, to=recipient.email, letter=rendered, not_before=not_before)


@transaction.atomic
def retract(*, key: str) -> bool:
    """Take back what nobody was told yet, row and letter; False when it is too late."""
    waiting = Notification.objects.select_for_update().filter(key=key, due_at__gt=timezone.now())
    deleted, _details = waiting.delete()
    if deleted:
        cancel(key=key)
    return bool(deleted)


def mark_read(*, notification_id: int, by: User) -> Notification:
    """Mark one of one's own notifications as read.

    Raises:
        Notification.DoesNotExist: it isn't there, isn't due, or is somebody else's.
    """
    notification = Notification.objects.for_player(by.pk).get(pk=notification_id)
    if notification.read_at is None:
        notification.read_at = timezone.now()
        notification.save(update_fields=["read_at"])
    return notification


def mark_event_read(*, key: str, by: User) -> None:
    """Mark what tells of an event as read, because its reader has seen the thing itself."""
    mine = Notification.objects.for_player(by.pk).unread()
    mine.filter(key=key).update(read_at=timezone.now())


def mark_all_read(*, by: User) -> int:
    """Mark all of one's own notifications as read; return how many were new."""
    return Notification.objects.for_player(by.pk).unread().update(read_at=timezone.now())


@transaction.atomic
def choose_letters(*, wanted: Mapping[str, bool], by: User) -> None:
    """Keep the player's wishes: kind of notification → letters or none."""
    for kind, mail in wanted.items():
        MailPreference.objects.update_or_create(user=by, kind=kind, defaults={"mail": mail})
