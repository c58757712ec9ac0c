"""Writing the log of power; nothing else does, and nothing changes a line of it."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Model

from accounts.models import User
from moderation.models import ModerationAct
from moderation.subjects import name_of

TITLE_LENGTH = 255


def record_act(
    *,
    what: str,
    subject: Model,
    by: User | None,
    title: str = "",
    why: str = "",
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> ModerationAct:
    """Add a line to the log, in the transaction of the decision: neither stands without the other.

    `title` is what the subject is called where it can't say so itself: it is gone already.
    """
    return ModerationAct.objects.create(
        what=what,
        by=by,
        by_name=str(by) if by else "",
        subject_type=name_of(subject),
        subject_id=str(subject.pk),
        subject_title=(title or str(subject))[:TITLE_LENGTH],
        why=why,
        before=dict(before or {}),
        after=dict(after or {}),
    )
