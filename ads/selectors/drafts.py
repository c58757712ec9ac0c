"""Unfinished texts, as their author finds them again."""

from __future__ import annotations

from uuid import UUID

from accounts.models import User
from ads.models import BoardEntry, WritingDraft


def draft_of(*, author: User, uid: UUID) -> WritingDraft | None:
    """Return the author's unfinished text of this name."""
    return WritingDraft.objects.filter(author=author, uid=uid).first()


def unfinished(*, author: User) -> list[WritingDraft]:
    """Return the author's unfinished texts, the newest first; there are never many."""
    return list(WritingDraft.objects.filter(author=author).order_by("-saved_at"))


def ad_made_from(*, author: User, uid: UUID) -> int | None:
    """Return the id of the ad that this draft has become."""
    return BoardEntry.objects.filter(author=author, draft_uid=uid).values_list("pk", flat=True).first()
