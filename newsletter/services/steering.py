"""Whoever releases also steers: pause, resume, cancel, start, move, send again what is in doubt."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.signals import tell_of_power
from common.errors import IllegalTransition, InvalidInput
from mailing.rows import Status
from newsletter import nudges
from newsletter.models import Delivery, Mailing, MailingStatus
from newsletter.services.pacing import Pace, pace_of, plan
from newsletter.services.release import begin, check_may_release


@transaction.atomic
def pause_mailing(*, mailing_id: int, by: User | None, why: str = "") -> Mailing:
    """Let no further letter go until somebody resumes; `by` is None where a rule pauses, which says why.

    A batch that is under way stops within a second.

    Raises:
        Mailing.DoesNotExist: there is no such mailing.
        NotAllowed: `by` may not release.
        IllegalTransition: it isn't under way.
    """
    mailing = _locked(mailing_id, by)
    _move(mailing, MailingStatus.PAUSED, "newsletter.pause", by=by, why=why)
    mailing.pause_reason = why
    mailing.save(update_fields=["status", "pause_reason"])
    return mailing


@transaction.atomic
def resume_mailing(*, mailing_id: int, by: User) -> Mailing:
    """Go on with a paused mailing where it stood.

    Raises:
        Mailing.DoesNotExist, NotAllowed: see `pause_mailing`.
        IllegalTransition: it isn't paused.
    """
    mailing = _locked(mailing_id, by)
    if mailing.status != MailingStatus.PAUSED:
        raise IllegalTransition(_("The mailing is in another state by now."))
    onward = MailingStatus.SENDING if mailing.ledger_written_at else MailingStatus.QUEUED
    _move(mailing, onward, "newsletter.resume", by=by)
    mailing.pause_reason = ""
    mailing.save(update_fields=["status", "pause_reason"])
    nudges.nudge_after_commit()
    return mailing


@transaction.atomic
def cancel_mailing(*, mailing_id: int, by: User) -> Mailing:
    """Let nothing more go, for good; letters that have gone can't be called back.

    Raises:
        Mailing.DoesNotExist, NotAllowed: see `pause_mailing`.
        IllegalTransition: it is finished or cancelled.

    Side effects: a worker writes "cancelled" on the letters that wait.
    """
    mailing = _locked(mailing_id, by)
    _move(mailing, MailingStatus.CANCELLED, "newsletter.cancel", by=by)
    mailing.save(update_fields=["status"])
    nudges.nudge_after_commit()
    return mailing


@transaction.atomic
def start_late(*, mailing_id: int, by: User) -> Mailing:
    """Start a scheduled mailing now: its moment is over, or somebody doesn't want to wait.

    Raises:
        Mailing.DoesNotExist, NotAllowed: see `pause_mailing`.
        IllegalTransition: it has begun, or was cancelled.
    """
    mailing = _locked_waiting(mailing_id, by)
    before = mailing.status
    begin(mailing)
    after = {"status": mailing.status}
    tell_of_power("newsletter.start", mailing, by=by, before={"status": before}, after=after)
    return mailing


@transaction.atomic
def reschedule_mailing(*, mailing_id: int, by: User, pace: Pace) -> Mailing:
    """Give a mailing that hasn't begun another moment, and another pace; letter and audience stay frozen.

    Raises:
        Mailing.DoesNotExist, NotAllowed: see `pause_mailing`.
        IllegalTransition: it has begun, or was cancelled.
        InvalidInput: no moment, or a pace that can’t be.
    """
    mailing = _locked_waiting(mailing_id, by)
    if pace.at is None:
        raise InvalidInput(field_errors={"at": [gettext("Choose a moment to come.")]})
    before = pace_of(mailing).as_told()
    plan(mailing, pace)
    tell_of_power("newsletter.reschedule", mailing, by=by, before=before, after=pace.as_told())
    return mailing


@transaction.atomic
def send_doubtful_again(*, mailing_id: int, by: User, delivery_id: int | None = None) -> int:
    """Queue a mailing's uncertain letters once more, or one of them; return how many.

    Some readers may get the letter twice: that is why nobody but a person decides it.

    Raises:
        Mailing.DoesNotExist, NotAllowed: see `pause_mailing`.
        IllegalTransition: nothing is in doubt, the mailing was cancelled, or its letters are deleted.
    """
    mailing = _locked(mailing_id, by)
    if mailing.letters_forgotten_at is not None:
        raise IllegalTransition(
            _("The letters of this mailing are deleted: nobody knows which were in doubt.")
        )
    doubtful = Delivery.objects.filter(mailing=mailing, status=Status.UNCERTAIN)
    if delivery_id is not None:
        doubtful = doubtful.filter(pk=delivery_id)
    going = (MailingStatus.SENDING, MailingStatus.PAUSED, MailingStatus.FINISHED)
    if mailing.status not in going or not doubtful.exists():
        raise IllegalTransition(_("No letter of this mailing is in doubt."))
    queued = doubtful.update(status=Status.QUEUED, finished_at=None, attempts=0, last_error="")
    tell_of_power("newsletter.again", mailing, by=by, after={"letters": queued})
    if mailing.status == MailingStatus.FINISHED:
        mailing.move_to(MailingStatus.SENDING)
        mailing.finished_at = None
        mailing.save(update_fields=["status", "finished_at"])
    nudges.nudge_after_commit()
    return queued


def _locked(mailing_id: int, by: User | None) -> Mailing:
    if by is not None:
        check_may_release(by)
    return Mailing.objects.select_for_update(of=("self",)).defer("html", "text").get(pk=mailing_id)


def _locked_waiting(mailing_id: int, by: User) -> Mailing:
    mailing = _locked(mailing_id, by)
    if not mailing.waits_for_its_moment:
        raise IllegalTransition(_("The mailing is in another state by now."))
    return mailing


def _move(mailing: Mailing, status: MailingStatus, what: str, *, by: User | None, why: str = "") -> None:
    before = mailing.status
    mailing.move_to(status)
    states = {"before": {"status": before}, "after": {"status": mailing.status}}
    tell_of_power(what, mailing, by=by, why=why, **states)
