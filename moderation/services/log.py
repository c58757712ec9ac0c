"""Writing the log of power; nothing else does, and nothing changes a line of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from django.db.models import Model

from accounts.models import User
from moderation.models import Case, ModerationAct
from moderation.subjects import name_of

TITLE_LENGTH = 255


class About(NamedTuple):
    """What a decision is about; its title is kept, as it may be gone when somebody reads the log."""

    kind: str
    pk: object
    title: str


def about(subject: Model, title: str = "") -> About:
    """Name an object; of a case, name what it is about."""
    if isinstance(subject, Case):
        return About(subject.subject_type, subject.subject_id, subject.title)
    return About(name_of(subject), subject.pk, title or str(subject))


def record_act(
    *,
    what: str,
    on: About,
    by: User | None,
    why: str = "",
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> ModerationAct:
    """Add a line to the log, in the transaction of the decision: neither stands without the other."""
    return ModerationAct.objects.create(
        what=what,
        by=by,
        by_name=str(by) if by else "",
        subject_type=on.kind,
        subject_id=str(on.pk),
        subject_title=on.title[:TITLE_LENGTH],
        why=why,
        before=dict(before or {}),
        after=dict(after or {}),
    )
