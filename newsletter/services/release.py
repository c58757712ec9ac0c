"""Releasing an issue: the letter is frozen, the page becomes public, the mailing begins."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log
from wagtail.models import Revision

from accounts.models import User
from accounts.signals import tell_of_power
from common.errors import IllegalTransition, InvalidInput, NotAllowed
from common.page_cache import forget_pages
from mailing.rows import Status
from newsletter import nudges
from newsletter.compose.letter import compose_letter
from newsletter.compose.listings import choose_listings
from newsletter.models import Delivery, Mailing, MailingStatus, NewsletterPage


@transaction.atomic
def release_mailing(*, page_id: int, by: User, at: datetime | None = None, per_minute: int = 0) -> Mailing:
    """Release the latest text of an issue to everybody who is subscribed, now or at a moment to come.

    The page is published with the first letter, as it is mailed; what is edited later changes neither the
    letters nor, until somebody publishes it, the page. `per_minute` bounds the rate; 0: no bound.

    Raises:
        NewsletterPage.DoesNotExist: there is no such issue.
        NotAllowed: `by` may not release.
        IllegalTransition: it was released before.
        InvalidInput: subject or text is missing, or the moment is over.

    Side effects: a worker writes the ledger and sends; pages kept for visitors are dropped.
    """
    check_may_release(by)
    page = NewsletterPage.objects.select_for_update(of=("self",)).get(pk=page_id)
    _check_unreleased(page)
    if at is not None and at <= timezone.now():
        raise InvalidInput(field_errors={"at": [str(_("Choose a moment to come."))]})
    revision = page.latest_revision or page.save_revision(user=by, log_action=True)
    mailing = _freeze(revision, by, at=at, per_minute=per_minute)
    log(page, "newsletter.release", user=by)
    tell_of_power("newsletter.release", page, by=by, after={"revision": revision.pk, "at": str(at or "")})
    if at is None:
        begin(mailing)
    return mailing


def begin(mailing: Mailing) -> None:
    """Publish the issue and let workers write the ledger; the caller holds the row, which is saved here."""
    mailing.move_to(MailingStatus.QUEUED)
    mailing.save(update_fields=["status"])
    revision = Revision.objects.filter(pk=mailing.revision_id).first()
    if revision is not None:
        revision.publish(user=mailing.released_by, skip_permission_checks=True)
    nudges.nudge_after_commit()
    forget_pages()


def check_may_release(by: User) -> None:
    """Let pass who may release.

    Raises:
        NotAllowed: the person may not.
    """
    if not by.has_perm("newsletter.release_mailing"):
        raise NotAllowed(_("You may not release newsletters."))


def _check_unreleased(page: NewsletterPage) -> None:
    """Refuse a second release: nobody shall get an issue twice.

    Raises:
        IllegalTransition: it is released, or was cancelled when some readers had it.
    """
    before = page.mailings.exclude(status=MailingStatus.CANCELLED)
    went = Delivery.objects.filter(
        mailing__page=page, status__in=(Status.SENT, Status.SENDING, Status.UNCERTAIN)
    )
    if before.exists() or went.exists():
        raise IllegalTransition(_("This issue was released before."))


def _freeze(revision: Revision, by: User, *, at: datetime | None, per_minute: int) -> Mailing:
    """Keep the letter as it is now."""
    issue = revision.as_object()
    missing = {}
    if not issue.subject.strip():
        missing["subject"] = [str(_("The letter has no subject."))]
    if not issue.body:
        missing["body"] = [str(_("The letter is empty."))]
    if missing:
        raise InvalidInput(field_errors=missing)
    listings = choose_listings(issue.body, known={})
    letter = compose_letter(issue, listings)
    return Mailing.objects.create(
        page_id=issue.pk,
        status=MailingStatus.DRAFT if at is None else MailingStatus.SCHEDULED,
        subject=letter.subject,
        html=letter.html,
        text=letter.text,
        listings=listings,
        released_by=by,
        released_at=timezone.now(),
        scheduled_at=at,
        per_minute=per_minute,
        revision_id=revision.pk,
    )
