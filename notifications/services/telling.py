"""Tell a player what happened, on the site and by letter; take it back while it can be undone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import User
from mailing import outbox
from mailing.letters import Letter, render_letter
from notifications import kinds
from notifications.models import Channel, Notification, Rhythm, about
from notifications.selectors import standing_of
from notifications.services.locking import lock_rhythm
from notifications.stop_links import stop_url

DAY = timedelta(days=1)


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
    actor: User | None = None,
    listing_id: int | None = None,
    group: str = "",
    group_url: str = "",
) -> None:
    """Tell a player what happened, once per key, in the way that the player has chosen for the kind.

    The row stands on the site from `not_before` on; the letter (templates/emails/<letter>.*, in the reader's
    language, with `recipient` and `url` beside the context) leaves then too, or after quiet hours.
    `actor` did it, whom the reader may have blocked, about `listing_id`, which the reader may have muted.
    Events of one `group` that come before the first was read are one row, which then leads to `group_url`,
    and one letter. A letter above the day's number goes into the digest.
    """
    told = Notification(
        recipient=recipient,
        actor=actor,
        kind=kind,
        context=dict(context),
        url=url,
        key=key,
        listing_id=listing_id,
        group=group,
        due_at=not_before or timezone.now(),
    )
    if channel := _channel(told, letter):
        rhythm = lock_rhythm(recipient)
        is_new = not Notification.objects.filter(key=key).exists()
        if is_new and _lay_down(told, channel, rhythm, group_url):
            _post(told, letter, rhythm)


def _channel(told: Notification, letter: str) -> Channel | None:
    """Decide by which way its reader hears of it, if at all."""
    if told.recipient.erased_at is not None:
        return None
    standing = standing_of(
        reader_id=told.recipient_id, kind=told.kind, listing_id=told.listing_id, actor_id=told.actor_id
    )
    channel = kinds.channel_of(told.kind, standing.chosen)
    if channel == Channel.OFF or standing.is_blocked or standing.is_muted:
        return None
    return Channel.SITE if channel == Channel.AT_ONCE and not letter else channel


def _post(told: Notification, letter: str, rhythm: Rhythm) -> None:
    reader, rendered = told.recipient, _rendered(told, letter)
    leaves_at = rhythm.after_quiet(told.due_at)
    waits = leaves_at > timezone.now()
    outbox.post(key=told.key, to=reader.email, letter=rendered, not_before=leaves_at if waits else None)


def _rendered(told: Notification, letter: str) -> Letter:
    reader = told.recipient
    facts = {
        **told.context,
        "recipient": reader,
        "url": told.url,
        "stop_url": stop_url(reader, told.kind),
    }
    return render_letter(letter, facts, reader.language)


def _lay_down(told: Notification, channel: Channel, rhythm: Rhythm, group_url: str) -> bool:
    """Write the row in its place; return whether a letter of its own is to be posted."""
    if _gather(told, channel, group_url):
        return False
    if channel == Channel.AT_ONCE and _has_had_enough(told.recipient):
        channel = Channel.DIGEST
        if _gather(told, channel, group_url):
            return False
    if channel == Channel.AT_ONCE:
        told.mailed_at = timezone.now()
    elif channel == Channel.DIGEST:
        told.awaits_digest = True
        _expect_digest(rhythm, told.due_at)
    told.save()
    return channel == Channel.AT_ONCE


def _gather(told: Notification, channel: Channel, group_url: str) -> bool:
    """Gather it into the unread one of its group that goes the same way, if there is one."""
    if not told.group or told.due_at > timezone.now():
        return False
    unread = Notification.objects.for_player(told.recipient_id).unread()
    same = unread.filter(kind=told.kind, group=told.group, awaits_digest=channel == Channel.DIGEST)
    head = same.select_for_update(of=("self",)).order_by("-pk").first()
    if head is None or (channel == Channel.AT_ONCE and not _has_letter(head)):
        return False
    told.gathered_into = head
    told.save()
    Notification.objects.filter(pk=head.pk).update(
        count=F("count") + 1, due_at=told.due_at, url=group_url or head.url
    )
    return True


def _has_letter(head: Notification) -> bool:
    """Whether a letter tells of it, on its way or in the mailbox: one that was dropped told nobody."""
    return head.mailed_at is not None and outbox.is_told(key=head.key)


def _has_had_enough(recipient: User) -> bool:
    """Whether the player has got as many letters at once within a day as anybody should."""
    lately = Notification.objects.filter(recipient=recipient, mailed_at__gt=timezone.now() - DAY)
    return lately.count() >= settings.NOTIFICATION_LETTERS_PER_DAY * settings.LIMITS_FACTOR


def _expect_digest(rhythm: Rhythm, due_at: datetime) -> None:
    if rhythm.next_digest_at is None:
        rhythm.next_digest_at = rhythm.next_digest(due_at)
        rhythm.save(update_fields=["next_digest_at"])


@transaction.atomic
def restate(*, key: str, context: Mapping[str, object], letter: str) -> None:
    """Give an event other facts, if it was told under this key or one that begins so; tell nobody anew.

    A letter of its own that hasn't left is rewritten; digests and letters about several are written when they
    leave.
    """
    told = Notification.objects.select_related("recipient").select_for_update(of=("self",))
    for row in told.filter(about(key)):
        row.context = dict(context)
        row.save(update_fields=["context"])
        outbox.rewrite(key=row.key, letter=_rendered(row, letter))


@transaction.atomic
def retract(*, key: str) -> bool:
    """Take back what nobody was told yet, row and letter.

    False when it is too late: the row stands on the site, or the letter is on its way. Then the caller rolls
    back, or lives with its having been told.
    """
    row = Notification.objects.select_for_update().filter(key=key).first()
    if row is not None:
        if row.due_at <= timezone.now():
            return False
        row.delete()
    return outbox.cancel(key=key) or not outbox.is_told(key=key)


@transaction.atomic
def retract_waiting(*, keys: Iterable[str]) -> int:
    """Take back those of these that nobody was told yet; return how many."""
    waiting = Notification.objects.filter(key__in=list(keys), due_at__gt=timezone.now())
    return sum(retract(key=key) for key in list(waiting.order_by("key").values_list("key", flat=True)))
