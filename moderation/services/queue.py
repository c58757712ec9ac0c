"""Into the queue and out of it, and onto whose desk."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from moderation.errors import AlreadyDecided, NotModerator, OnAnothersDesk
from moderation.models import Case, ModerationRules, Sanction
from moderation.rights import has_colleagues, is_moderator

TITLE_LENGTH = 255


def open_case(
    *,
    kind: str,
    subject: str,
    pk: int,
    title: str,
    author: User,
) -> Case:
    """Return the open case of this kind about this object, locked; open it unless there is one."""
    open_one = Case.objects.waiting().about(subject, pk).filter(kind=kind)
    if (case := open_one.select_for_update(of=("self",)).first()) is None:
        made = Case(
            kind=kind,
            subject_type=subject,
            subject_id=pk,
            title=title[:TITLE_LENGTH],
            author=author,
        )
        # Two at once: the second waits here for the first one's row, and then finds it.
        Case.objects.bulk_create([made], ignore_conflicts=True)
        case = open_one.select_for_update(of=("self",)).get()
    return case


def close_cases(
    *, subject: str, pk: int, kinds: Sequence[str], decision: str, by: User | None = None
) -> list[Case]:
    """Take an object's open cases of these kinds out of the queue, and return them."""
    waiting = Case.objects.waiting().about(subject, pk).filter(kind__in=kinds)
    closed = list(waiting.select_for_update(of=("self",)).order_by("pk"))
    for case in closed:
        case.close(decision, by=by)
        case.save()
    return closed


@transaction.atomic
def claim_case(*, case_id: int, by: User) -> Case:
    """Put a case on one's desk for some minutes; others see whose it is.

    Raises:
        Case.DoesNotExist: there is no such case.
        NotModerator: the person decides nothing here.
        AlreadyDecided, OnAnothersDesk: somebody was quicker.
    """
    check_moderates(by)
    case = Case.objects.select_for_update(of=("self",)).get(pk=case_id)
    check_open_for(case, by)
    _lay_on_desk(case, by)
    return case


@transaction.atomic
def take_next(*, by: User, kind: str = "", after: Case | None = None) -> Case | None:
    """Put the oldest free case on one's desk, the oldest behind `after` where that is given.

    Objections to one's own sanctions are left to other moderators, where there are any.

    Raises:
        NotModerator: the person decides nothing here.
    """
    check_moderates(by)
    now = timezone.now()
    free = Case.objects.on_desk(now).free_for(by, now).oldest_first()
    if kind:
        free = free.filter(kind=kind)
    if after is not None:
        free = free.filter(Q(since__gt=after.since) | Q(since=after.since, pk__gt=after.pk))
    free = free.select_for_update(of=("self",), skip_locked=True)
    given = Sanction.objects.filter(given_by=by)
    case = free.exclude(kind=Case.Kind.APPEAL, subject_id__in=given.values("pk")).first()
    if case is None and not has_colleagues(by):
        case = free.first()
    if case is not None:
        _lay_on_desk(case, by)
    return case


def release_case(*, case_id: int, by: User) -> None:
    """Take a case off one's own desk without a decision."""
    Case.objects.waiting().filter(pk=case_id, claimed_by=by).update(claimed_by=None, claimed_until=None)


def check_moderates(person: User) -> None:
    """Let moderators pass.

    Raises:
        NotModerator: the person isn't one.
    """
    if not is_moderator(person):
        raise NotModerator


def check_open_for(case: Case, by: User) -> None:
    """Let pass who may decide the case now.

    Raises:
        AlreadyDecided, OnAnothersDesk: somebody was quicker.
    """
    if case.decided_at is not None:
        raise AlreadyDecided(who=str(case.decided_by or "—"), decision=str(case.get_decision_display()))
    if case.is_claimed_by_another(by, timezone.now()):
        raise OnAnothersDesk(str(case.claimed_by))


def _lay_on_desk(case: Case, by: User) -> None:
    case.claimed_by, case.claimed_until = by, timezone.now() + ModerationRules.current().claim
    case.save(update_fields=["claimed_by", "claimed_until"])
