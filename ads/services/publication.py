"""On the board and off it: what follows from publication, and the author's own moves."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.writers import check_may_write
from ads import notifications, signals
from ads.errors import BumpedToday, IllegalMove
from ads.limits import BUMP_EVERY
from ads.models import AdPage, AdStatus, BoardEntry, BoardRules, PendingEdit
from ads.models.status import RENEWABLE_STATUSES
from ads.services.cards import fill_public_card, forget_board
from ads.services.locking import lock_entry, lock_own_entry
from ads.services.slots import place_slots
from content.render import prepare_renditions


@transaction.atomic
def record_publication(*, ad: AdPage, revision_id: int | None) -> None:
    """Follow Wagtail: a text has been published, by whatever path; put its card on the board.

    Side effects: the author is told; cached pages are dropped.
    """
    entry = lock_entry(ad.pk)
    now = timezone.now()
    entry.confirmed_at = _confirmed_at(entry, now)
    entry.move_to(AdStatus.LIVE)
    if entry.published_at is None:
        entry.published_at = entry.bumped_at = now
    if entry.expires_at is None or entry.expires_at <= now:
        entry.begin_term(now=now, lifetime=BoardRules.current().lifetime)
    entry.pending = PendingEdit.NONE
    entry.note_verdict(comment="", by=None)
    prepare_renditions(ad.body)
    fill_public_card(entry, ad)
    place_slots(entry, ad)
    entry.save()
    notifications.ad_approved(entry, decision=revision_id)
    forget_board()


def _confirmed_at(entry: BoardEntry, now: datetime) -> datetime:
    """Say since when the author stands by the text that is being published; the caller moves the ad later.

    One that waited for a moderator was true when it was sent: a patch that came meanwhile is newer.
    """
    waited = AdStatus.IN_MODERATION in (entry.status, entry.pending)
    sent = entry.submitted_at if waited and entry.submitted_at else now
    return max(sent, entry.confirmed_at or sent)


@transaction.atomic
def record_unpublication(*, ad_id: int) -> None:
    """Follow Wagtail: somebody has unpublished a public ad in the CMS; it counts as hidden.

    A page that is about to be deleted is unpublished in memory alone: that is no moderator's doing.
    """
    unpublished = BoardEntry.objects.filter(pk=ad_id, ad__live=False)
    entry = unpublished.select_for_update(of=("self",)).first()
    if entry is not None and entry.status in (AdStatus.LIVE, AdStatus.CLOSED, AdStatus.EXPIRED):
        entry.move_to(AdStatus.HIDDEN)
        entry.note_verdict(comment="", by=None)
        leave_board(entry, None)
        notifications.ad_hidden(entry)


@transaction.atomic
def close_ad(*, ad_id: int, by: User) -> BoardEntry:
    """Close a live ad: it stays readable and takes no responses. A paused one is closed for good.

    Raises:
        BoardEntry.DoesNotExist, NotAdAuthor: not there, or not the author's.
        IllegalMove: it is neither live nor paused.

    Side effects: `ad_closed` is sent, so that upper apps can tell who waits for an answer.
    """
    entry = lock_own_entry(ad_id, by)
    if entry.is_paused:
        entry.paused_at = None
    else:
        entry.move_to(AdStatus.CLOSED)
    leave_board(entry, by)
    signals.ad_closed.send(sender=BoardEntry, entry=entry)
    return entry


@transaction.atomic
def renew_ad(*, ad_id: int, by: User) -> BoardEntry:
    """Give a live, closed or expired ad another term on the board.

    Raises:
        BoardEntry.DoesNotExist, NotAdAuthor: not there, or not the author's.
        IllegalMove: it was never public, or is hidden or archived.
        Muted: the author may not write for now.

    Side effects: for a closed one `ad_reopened` is sent, so that upper apps can take back what nobody has
    heard yet.
    """
    entry = lock_own_entry(ad_id, by)
    check_may_write(by)
    if entry.status not in RENEWABLE_STATUSES:
        raise IllegalMove(AdStatus(entry.status))
    was_closed = entry.status == AdStatus.CLOSED
    entry.move_to(AdStatus.LIVE)
    entry.begin_term(now=timezone.now(), lifetime=BoardRules.current().lifetime)
    entry.save()
    if was_closed:
        signals.ad_reopened.send(sender=BoardEntry, entry=entry)
    forget_board()
    return entry


@transaction.atomic
def bump_ad(*, ad_id: int, by: User) -> BoardEntry:
    """Lift a live ad to the top of the board, once a day.

    Raises:
        BoardEntry.DoesNotExist, NotAdAuthor: not there, or not the author's.
        IllegalMove: it isn't live.
        BumpedToday: the last time was less than a day ago.
        Muted: the author may not write for now.
    """
    entry = lock_own_entry(ad_id, by)
    check_may_write(by)
    now = timezone.now()
    if entry.status != AdStatus.LIVE:
        raise IllegalMove(AdStatus(entry.status))
    if entry.was_bumped_within(BUMP_EVERY.total_seconds(), now):
        raise BumpedToday
    entry.bumped_at = now
    entry.save(update_fields=["bumped_at", "updated_at"])
    forget_board()
    return entry


def leave_board(entry: BoardEntry, by: User | None) -> None:
    """Save a move off the board; an edit that waited for a moderator is the author's again, as a draft."""
    entry.save()
    state = entry.ad.current_workflow_state
    if state is not None:
        state.cancel(user=by)
        entry.refresh_from_db(fields=["pending"])
    forget_board()
