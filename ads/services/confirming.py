"""Still true: an author stands by a live text since the newest patch (ADR 17)."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.writers import check_may_write
from ads.errors import IllegalMove
from ads.models import AdStatus, BoardEntry, Patch
from ads.services.cards import forget_board
from ads.services.locking import lock_own_entry


@transaction.atomic
def confirm_ad(*, ad_id: int, by: User) -> BoardEntry:
    """Say that a live ad's text is still true; where it was said since the newest patch, nothing changes.

    Raises:
        BoardEntry.DoesNotExist, NotAdAuthor: not there, or not the author's.
        IllegalMove: it isn't live.
        Muted: the author may not write for now.
    """
    entry = lock_own_entry(ad_id, by)
    check_may_write(by)
    if entry.status != AdStatus.LIVE:
        raise IllegalMove(AdStatus(entry.status))
    patch = Patch.newest()
    if patch is not None and patch.is_newer_than(entry.confirmed_at):
        entry.confirmed_at = timezone.now()
        # Not `updated_at`: the text is what it was, and the author's list keeps its order while one reads it.
        entry.save(update_fields=["confirmed_at"])
        forget_board()
    return entry


@transaction.atomic
def confirm_all_ads(*, by: User) -> int:
    """Say it of all one's live ads that were last confirmed before the newest patch; return how many.

    Raises:
        Muted: the author may not write for now.
    """
    check_may_write(by)
    patch = Patch.newest()
    if patch is None:
        return 0
    old = BoardEntry.objects.live_on_board().for_author(by).confirmed_before(patch.at)
    # In one order, so that two presses wait for each other rather than cross.
    ids = list(old.select_for_update().order_by("pk").values_list("pk", flat=True))
    if ids:
        BoardEntry.objects.filter(pk__in=ids).update(confirmed_at=timezone.now())
        forget_board()
    return len(ids)
