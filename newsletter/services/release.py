"""Releasing an issue: the letter is frozen, the page becomes public, the mailing begins."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log
from wagtail.models import Revision

from accounts.models import User
from accounts.signals import tell_of_power
from common.errors import IllegalTransition, InvalidInput, NotAllowed
from common.page_cache import forget_pages
from newsletter import nudges
from newsletter.compose.letter import compose_letter
from newsletter.compose.listings import choose_listings
from newsletter.models import Mailing, MailingStatus, NewsletterPage


@transaction.atomic
def release_mailing(*, page_id: int, by: User) -> Mailing:
    """Release the latest text of an issue to everybody who is subscribed.

    The page is published as it is mailed; what is edited later changes neither the letters under way nor,
    until somebody publishes it, the page.

    Raises:
        NewsletterPage.DoesNotExist: there is no such issue.
        NotAllowed: `by` may not release.
        IllegalTransition: it was released before.
        InvalidInput: subject or text is missing.

    Side effects: a worker writes the ledger and sends; pages kept for visitors are dropped.
    """
    if not by.has_perm("newsletter.release_mailing"):
        raise NotAllowed(_("You may not release newsletters."))
    page = NewsletterPage.objects.select_for_update(of=("self",)).get(pk=page_id)
    if page.mailings.exclude(status=MailingStatus.CANCELLED).exists():
        raise IllegalTransition(_("This issue was released before."))
    revision = page.latest_revision or page.save_revision(user=by, log_action=True)
    mailing = _freeze(revision, by)
    revision.publish(user=by, skip_permission_checks=True)
    log(page, "newsletter.release", user=by)
    tell_of_power("newsletter.release", page, by=by, after={"revision": revision.pk})
    nudges.nudge_after_commit()
    forget_pages()
    return mailing


def _freeze(revision: Revision, by: User) -> Mailing:
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
        status=MailingStatus.QUEUED,
        subject=letter.subject,
        html=letter.html,
        text=letter.text,
        listings=listings,
        released_by=by,
        released_at=timezone.now(),
    )
