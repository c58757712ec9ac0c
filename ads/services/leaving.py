"""An author who goes: listings off the board for days of regret, back on it, or archived for good."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NotRequired, TypedDict

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.actions.delete_page import DeletePageAction

from accounts.models import User
from accounts.writers import check_may_write
from ads.errors import NotAdAuthor
from ads.models import VISIBLE_STATUSES, AdStatus, BoardEntry, PendingEdit, Picture, WritingDraft
from ads.selectors.pictures import pictures_in_use
from ads.services.cards import forget_board
from ads.services.locking import lock_entry, lock_own_entry
from ads.services.publication import leave_board
from ads.services.sending import send_to_review
from ads.services.slots import refuse_fewer_than_filled
from ads.services.words import check_words
from common.errors import DomainError

# What others have seen on the board; the rest was their author's alone.
SEEN_BY_OTHERS = (*VISIBLE_STATUSES, AdStatus.HIDDEN, AdStatus.ARCHIVED)


class Remembered(TypedDict):
    """An ad as it stood when its author asked to leave, in JSON; moments as in ISO 8601."""

    ad: int
    status: str
    # Whether it, or an edit of it, waited for a moderator.
    waits: NotRequired[bool]
    paused_at: NotRequired[str | None]
    live_since: NotRequired[str | None]
    comment: NotRequired[str]
    moderator: NotRequired[int | None]


@transaction.atomic
def take_down_all(*, player: User) -> list[Remembered]:
    """Take an author's ads off the board, and out of moderation; return what to put back."""
    shown_or_waiting = (*VISIBLE_STATUSES, AdStatus.IN_MODERATION)
    entries = BoardEntry.objects.for_author(player).filter(status__in=shown_or_waiting).order_by("pk")
    memo: list[Remembered] = []
    for ad_id in entries.values_list("pk", flat=True):
        entry = lock_entry(ad_id)
        if entry.status not in shown_or_waiting:
            continue  # decided since the list was read
        memo.append(_remember(entry))
        waits = AdStatus.IN_MODERATION in (entry.status, entry.pending)
        if entry.status in VISIBLE_STATUSES:
            entry.move_to(AdStatus.HIDDEN)
            entry.note_verdict(comment="", by=None)
        if waits:
            leave_board(entry, player)
        else:
            # Changes that a moderator has asked for are still asked for when the author comes back.
            entry.save()
    forget_board()
    return memo


@transaction.atomic
def put_back_all(*, player: User, memo: Sequence[Remembered | tuple[int, str]]) -> list[str]:
    """Put back what stood on the board, as it stood; what a moderator has hidden meanwhile stays hidden.

    What waited for a moderator is sent to review anew. Returns what the author should know about that.
    """
    again, said = 0, []
    for remembered in memo:
        # Who left before more was remembered has left pairs.
        row = (
            remembered if isinstance(remembered, dict) else Remembered(ad=remembered[0], status=remembered[1])
        )
        try:
            entry = lock_own_entry(row["ad"], player)
        except (BoardEntry.DoesNotExist, NotAdAuthor):
            continue
        _restore(entry, row)
        if not row.get("waits") or not _can_wait(entry):
            continue
        if _review_anew(entry, player):
            again += 1
        else:
            said.append(_is_a_draft(entry))
    forget_board()
    return [_wait_again(again), *said] if again else said


def _remember(entry: BoardEntry) -> Remembered:
    return Remembered(
        ad=entry.pk,
        status=str(entry.status),
        waits=AdStatus.IN_MODERATION in (entry.status, entry.pending),
        paused_at=_written(entry.paused_at),
        live_since=_written(entry.live_since),
        comment=entry.moderator_comment,
        moderator=entry.moderator_id,
    )


def _restore(entry: BoardEntry, row: Remembered) -> None:
    """Make of an ad that leaving alone has hidden what it was."""
    is_judged = entry.moderator_id or entry.moderator_comment
    if entry.status != AdStatus.HIDDEN or is_judged or row["status"] not in VISIBLE_STATUSES:
        return
    entry.move_to(AdStatus.LIVE)
    # Not a move: it is what it was before.
    entry.status = AdStatus(row["status"])
    if "live_since" in row:
        entry.paused_at, entry.live_since = _read(row["paused_at"]), _read(row["live_since"])
        moderator = User.objects.filter(pk=row["moderator"] or 0).first()
        entry.note_verdict(comment=row["comment"], by=moderator)
    entry.save()


def _review_anew(entry: BoardEntry, player: User) -> bool:
    """Send a text to the moderators as its author had; False where by now it may not be sent as it is."""
    text = entry.ad.latest_text()
    try:
        check_may_write(player)
        check_words(text)
        refuse_fewer_than_filled(entry, text)
    except DomainError:
        return False
    send_to_review(entry, player)
    return True


def _can_wait(entry: BoardEntry) -> bool:
    """Whether what a review was called off for is a draft still."""
    return entry.status == AdStatus.DRAFT or (
        entry.status == AdStatus.LIVE and entry.pending == PendingEdit.DRAFT
    )


def _wait_again(count: int) -> str:
    sentence = ngettext(
        "%(count)d text that waited for a moderator waits again, as if it were sent now.",
        "%(count)d texts that waited for a moderator wait again, as if they were sent now.",
        count,
    )
    return sentence % {"count": count}


def _is_a_draft(entry: BoardEntry) -> str:
    sentence = _(
        "The text of “%(title)s” that waited for a moderator is a draft now: it can’t be sent as it is."
    )
    return sentence % {"title": entry.title}


def _written(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _read(moment: str | None) -> datetime | None:
    return datetime.fromisoformat(moment) if moment else None


@transaction.atomic
def erase_author(*, author: User) -> None:
    """Archive what others have seen, and may have answered; delete everything else of the author's.

    Side effects: pictures that no remaining text shows are deleted with their files.
    """
    WritingDraft.objects.filter(author=author).delete()
    for ad_id in BoardEntry.objects.for_author(author).order_by("pk").values_list("pk", flat=True):
        entry = lock_entry(ad_id)
        if entry.published_at is None and entry.status not in SEEN_BY_OTHERS:
            DeletePageAction(entry.ad, user=None).execute(skip_permission_checks=True)
            continue
        # From whatever state: there is nobody who could close, renew or answer it.
        entry.status, entry.paused_at = AdStatus.ARCHIVED, None
        entry.search, entry.search_text = None, ""
        leave_board(entry, None)
    _erase_pictures(author)
    forget_board()


def _erase_pictures(author: User) -> None:
    locked = Picture.objects.filter(uploaded_by_user=author).order_by("pk")
    pictures = list(locked.select_for_update(of=("self",)))
    used = pictures_in_use(pictures)
    for picture in pictures:
        if picture.pk not in used:
            # Wagtail removes the file and its scaled copies after the commit.
            picture.delete()
    # Its title was the author's name.
    Picture.objects.filter(pk__in=used).update(title=author.display_name)
