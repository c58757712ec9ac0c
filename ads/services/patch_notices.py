"""Authors hear of a patch once, however many listings they have; of one taken back the unread notices go.

The patch's row is the queue: it says up to which author the telling has got, and until when a worker has it.
A worker that dies loses its lease, another goes on, and whoever was told already isn't told again: the key of
the notice names patch and author.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from ads import notifications
from ads.models import BoardEntry, Patch
from ads.models.patches import PatchQuerySet
from notifications.services import take_back_unread

logger = logging.getLogger(__name__)
BATCH = 100
# So many batches, and the worker lets other work pass.
BATCHES_A_RUN = 10
LEASE = timedelta(minutes=5)


def tell_of_patch(*, now: datetime) -> bool:
    """Tell the next authors whose live listings are older than the newest patch; whether some are left."""
    patch = Patch.newest()
    if patch is None or not _claim(Patch.objects.filter(pk=patch.pk, withdrawn_at=None, told_at=None), now):
        return False
    for _batch in range(BATCHES_A_RUN):
        if not _tell_batch(patch):
            return False
    Patch.objects.filter(pk=patch.pk).update(telling_until=None)
    return True


def retract_notices(*, now: datetime) -> int:
    """Delete what nobody has read of patches that were taken back; return how many notices."""
    retracted = 0
    for patch in Patch.objects.filter(withdrawn_at__isnull=False, retracted_at=None):
        # While a worker tells of it the lease is taken: it stops at its next batch, and a later sweep comes.
        if _claim(Patch.objects.filter(pk=patch.pk, retracted_at=None), now):
            retracted += take_back_unread(key=notifications.patch_key(patch))
            Patch.objects.filter(pk=patch.pk).update(retracted_at=timezone.now(), telling_until=None)
    return retracted


def _claim(those: PatchQuerySet, now: datetime) -> bool:
    """Take the patch, unless another worker has it."""
    free = those.filter(Q(telling_until=None) | Q(telling_until__lte=now))
    return free.update(telling_until=now + LEASE) == 1


def _tell_batch(patch: Patch) -> bool:
    """Tell a hundred authors; False where nobody is left, or the patch doesn't count any more."""
    row = Patch.objects.filter(pk=patch.pk)
    if Patch.newest() != patch:
        row.update(telling_until=None)
        return False
    authors = _next_authors(patch)
    for author in authors:
        try:
            notifications.patch_out(patch, author)
        except Exception:
            logger.exception("The notice of patch %s leaves out player %s", patch.pk, author.pk)
    now, is_last = timezone.now(), len(authors) < BATCH
    if authors:
        patch.told_up_to = authors[-1].pk
    row.update(
        told_up_to=patch.told_up_to,
        told_at=now if is_last else None,
        telling_until=None if is_last else now + LEASE,
    )
    return not is_last


def _next_authors(patch: Patch) -> list[User]:
    old = BoardEntry.objects.live_on_board().confirmed_before(patch.at)
    those = old.filter(author_id__gt=patch.told_up_to, author__is_active=True)
    ids = those.order_by("author_id").values_list("author_id", flat=True).distinct()[:BATCH]
    return list(User.objects.filter(pk__in=list(ids)).order_by("pk"))
