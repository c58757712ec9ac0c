"""A moderator decides a case: one winner, and whoever comes second is told what happened."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction

from accounts.models import User
from ads.errors import ReviewOutdated, ReviewTakenBack
from ads.models import AdStatus, BoardEntry
from common.errors import DomainError
from moderation.errors import NoSuchDecision, NothingLeft
from moderation.models import Case
from moderation.services import after_verdicts, appeals, flag_verdicts, review_verdicts
from moderation.services.hiding import lock_listing
from moderation.services.queue import check_moderates, check_open_for
from moderation.subjects import Subject

Verdict = Callable[[Case, User, str], None]
K, D = Case.Kind, Case.Decision
REVIEW: dict[str, Verdict] = {
    D.APPROVED: review_verdicts.approve,
    D.CHANGES_ASKED: review_verdicts.ask_for_changes,
    D.REJECTED: review_verdicts.reject,
}
VERDICTS: dict[str, dict[str, Verdict]] = {
    K.NEW: REVIEW,
    K.EDIT: REVIEW,
    K.AFTER: {D.LOOKED_AT: after_verdicts.accept, D.HIDDEN: after_verdicts.hide},
    K.APPEAL: {D.LIFTED: appeals.lift, D.STANDS: appeals.keep},
    K.FLAG: {
        D.UPHELD: flag_verdicts.uphold,
        D.LEFT: flag_verdicts.leave,
        D.ABUSED: flag_verdicts.call_abuse,
    },
}


@transaction.atomic
def decide_case(
    *, case_id: int, decision: str, by: User, comment: str = "", seen_revision: int | None = None
) -> Case:
    """Decide what waits, and do what follows.

    `seen_revision` is the text that the moderator has read: nothing else is decided. One's own decision, sent
    once more, is none.

    Raises:
        Case.DoesNotExist: there is no such case.
        NotModerator: `by` decides nothing here.
        AlreadyDecided, OnAnothersDesk: somebody was quicker.
        ReviewOutdated: the author has changed the text meanwhile; what waits now is a case of its own.
        ReviewTakenBack, NothingLeft: nothing of it waits any more.
        NoSuchDecision: not about a case of this kind.

    Side effects: those of the decision; a line in the log.
    """
    check_moderates(by)
    case = _lock(case_id)
    if case.decided_at is not None and (case.decided_by_id, case.decision) == (by.pk, decision):
        return case
    if case.decision == D.GONE:
        raise _why_gone(case)
    if case.decided_at is None and case.revision_id != seen_revision:
        raise ReviewOutdated
    check_open_for(case, by)
    verdict = VERDICTS[case.kind].get(decision)
    if verdict is None:
        raise NoSuchDecision
    verdict(case, by, comment)
    case.refresh_from_db()
    if case.decided_at is None:
        case.close(decision, by=by)
        case.save()
    return case


def _why_gone(case: Case) -> DomainError:
    """Return what became of a text that is nobody's to decide any more."""
    if case.successor() is not None:
        return ReviewOutdated()
    statuses = BoardEntry.objects.filter(pk=case.subject_id).values_list("status", flat=True)
    status = statuses.first() if case.subject_type == Subject.LISTING else None
    return NothingLeft() if status in (None, AdStatus.HIDDEN) else ReviewTakenBack()


def _lock(case_id: int) -> Case:
    """Lock the listing or the player that the case is about, and then the case: in this order everywhere."""
    case = Case.objects.get(pk=case_id)
    if case.kind == Case.Kind.APPEAL:
        User.objects.select_for_update(of=("self",)).values_list("pk").get(pk=case.author_id)
    if case.subject_type == Subject.LISTING:
        lock_listing(case.subject_id)
    return Case.objects.select_for_update(of=("self",)).get(pk=case_id)
