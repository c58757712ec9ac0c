"""An author who goes: listings off the board for days of regret, back on it, or archived for good."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from wagtail.actions.delete_page import DeletePageAction

from accounts.models import User
from ads.models import VISIBLE_STATUSES, AdStatus, BoardEntry, Picture, WritingDraft
from ads.selectors.pictures import pictures_in_use
from ads.services.cards import forget_board
from ads.services.locking import lock_entry
from ads.services.publication import leave_board

# What others have seen on the board; the rest was their author's alone.
SEEN_BY_OTHERS = (*VISIBLE_STATUSES, AdStatus.HIDDEN, AdStatus.ARCHIVED)


@transaction.atomic
def take_down_all(*, player: User) -> list[tuple[int, str]]:
    """Take an author's ads off the board, and out of moderation; return what to put back."""
    entries = BoardEntry.objects.for_author(player).order_by("pk")
    waiting = (*VISIBLE_STATUSES, AdStatus.IN_MODERATION)
    memo: list[tuple[int, str]] = []
    for ad_id in entries.filter(status__in=waiting).values_list("pk", flat=True):
        entry = lock_entry(ad_id)
        if entry.status in VISIBLE_STATUSES:
            memo.append((ad_id, str(entry.status)))
            entry.move_to(AdStatus.HIDDEN)
            entry.note_verdict(comment="", by=None)
        leave_board(entry, player)
    return memo


@transaction.atomic
def put_back_all(*, player: User, memo: Sequence[tuple[int, str]]) -> None:
    """Put back what stood on the board, as it stood; what a moderator has hidden meanwhile stays hidden."""
    for ad_id, status in memo:
        entry = BoardEntry.objects.select_for_update(of=("self",)).filter(pk=ad_id, author=player).first()
        if entry is None or entry.status != AdStatus.HIDDEN or entry.moderator_id or entry.moderator_comment:
            continue
        entry.move_to(AdStatus.LIVE)
        # Not a move: it is what it was before.
        entry.status = AdStatus(status)
        entry.save()
    forget_board()


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
