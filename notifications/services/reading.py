"""Marking as read: what was gathered goes with what it was gathered into."""

from __future__ import annotations

from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from notifications.models import Notification, about


def mark_read(*, notification_id: int, by: User) -> Notification:
    """Mark one of one's own notifications as read; the first time counts.

    Raises:
        Notification.DoesNotExist: it isn't there, isn't due, or is somebody else's.
    """
    notification = Notification.objects.for_player(by.pk).get(pk=notification_id)
    if notification.read_at is None:
        notification.read_at = timezone.now()
        _read(notification.pk, by)
    return notification


def mark_event_read(*, key: str, by: User) -> None:
    """Mark what tells of an event as read, because its reader has seen the thing itself; see `about`."""
    found = Notification.objects.due().unread().filter(about(key), recipient=by).first()
    if found is not None:
        _read(found.gathered_into_id or found.pk, by)


def mark_all_read(*, by: User) -> int:
    """Mark all of one's own notifications as read; return how many were new."""
    unread = Notification.objects.due().unread().filter(recipient=by)
    heads = unread.heads().count()
    unread.update(read_at=timezone.now())
    return heads


def _read(head_id: int, by: User) -> None:
    whole = Notification.objects.filter(Q(pk=head_id) | Q(gathered_into=head_id), recipient=by)
    whole.unread().update(read_at=timezone.now())
