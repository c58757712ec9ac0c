"""Releasing an issue: the letter and its audience are frozen, the page becomes public, the mailing begins."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q
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
from newsletter.models import (
    EVERYONE,
    AudienceRule,
    Delivery,
    Mailing,
    MailingStatus,
    NewsletterPage,
    NewsletterRules,
)
from newsletter.rights import RELEASE
from newsletter.selectors.checks import check_issue
from newsletter.services.certifying import refuse_released, sign_dry_run
from newsletter.services.handing_over import finish_review
from newsletter.services.pacing import AT_ONCE, Pace, plan


@transaction.atomic
def release_mailing(
    *,
    page_id: int,
    by: User,
    rule: AudienceRule = EVERYONE,
    warnings_accepted: bool = False,
    dry_run_id: int | None = None,
    made_at_release: bool = False,
    pace: Pace = AT_ONCE,
) -> Mailing:
    """Release the latest text of an issue to the readers whom a rule means, now or at a moment to come.

    The page is published with the first letter, as it is mailed; what is edited later changes no letter. A
    dry run of the same text and rule is signed with the release; `made_at_release` says that nobody saw it.

    Raises:
        NewsletterPage.DoesNotExist: there is no such issue.
        DryRun.DoesNotExist: there is no such dry run of it.
        NotAllowed: `by` may not release, or changed the issue last where two persons are asked for.
        IllegalTransition: it was released before; text or audience changed since the dry run.
        InvalidInput: an error (code of the check -> sentences), an unread warning, a pace that can’t be.

    Side effects: a worker writes the ledger and sends; pages kept for visitors are dropped.
    """
    check_may_release(by)
    page = _locked_unreleased(page_id)
    revision = page.latest_revision or page.save_revision(user=by, log_action=True)
    check_second_person(revision, by)
    mailing = _freeze(revision, by, rule, warnings_accepted)
    plan(mailing, pace)
    if dry_run_id is not None:
        sign_dry_run(dry_run_id=dry_run_id, mailing=mailing, by=by, made_at_release=made_at_release)
    finish_review(page, by=by)
    log(page, "newsletter.release", user=by)
    facts = {"revision": revision.pk, "audience": mailing.rule, "warnings_accepted": warnings_accepted}
    tell_of_power("newsletter.release", page, by=by, after={**facts, **pace.as_told()})
    if pace.at is None:
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
    if not by.has_perm(RELEASE):
        raise NotAllowed(_("You may not release newsletters."))


def _locked_unreleased(page_id: int) -> NewsletterPage:
    """Lock the issue, and refuse a second release: nobody shall get an issue twice.

    Raises:
        NewsletterPage.DoesNotExist: there is no such issue.
        IllegalTransition: it is released or scheduled, or was cancelled when some readers had it.
    """
    page = NewsletterPage.objects.select_for_update(of=("self",)).get(pk=page_id)
    refuse_released(page)
    went = Delivery.objects.filter(
        mailing__page=page, status__in=(Status.SENT, Status.SENDING, Status.UNCERTAIN)
    )
    # Of an old mailing the sums alone are left.
    had_it = page.mailings.filter(Q(sent__gt=0) | Q(uncertain__gt=0))
    if went.exists() or had_it.exists():
        raise IllegalTransition(_("This issue was released before."))
    return page


def check_second_person(revision: Revision, by: User) -> None:
    """Refuse whoever changed the issue last, where the rules of the newsletter want two persons.

    Raises:
        NotAllowed: so it is.
    """
    if revision.user_id == by.pk and NewsletterRules.load().two_persons:
        raise NotAllowed(_("You changed this issue last: somebody else has to release it."))


def _freeze(revision: Revision, by: User, rule: AudienceRule, warnings_accepted: bool) -> Mailing:
    """Keep the letter and its audience as they are now."""
    issue = revision.as_object()
    _refuse_faults(issue, warnings_accepted)
    listings = choose_listings(issue.body, known={})
    letter = compose_letter(issue, listings)
    return Mailing.objects.create(
        page_id=issue.pk,
        status=MailingStatus.DRAFT,
        subject=letter.subject,
        html=letter.html,
        text=letter.text,
        listings=listings,
        rule=rule.as_json(),
        topic_id=rule.topic,
        released_by=by,
        released_at=timezone.now(),
        revision_id=revision.pk,
    )


def _refuse_faults(issue: NewsletterPage, warnings_accepted: bool) -> None:
    checked = check_issue(issue)
    faults = checked.errors or ([] if warnings_accepted else checked.warnings)
    by_code: dict[str, list[str]] = {}
    for fault in faults:
        by_code.setdefault(fault.code, []).append(fault.sentence)
    if by_code:
        raise InvalidInput(field_errors=by_code)
