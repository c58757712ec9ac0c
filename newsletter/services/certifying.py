"""The dry run: asked for, written down as it goes, signed with the release."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common.errors import IllegalTransition, InvalidInput, NotAllowed
from newsletter.models import AudienceRule, DryRun, Mailing, MailingStatus, NewsletterPage
from newsletter.rights import RELEASE
from newsletter.selectors.audience import meant

SAMPLE = 5
MOST_PROBLEMS = 20


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one reader's letter in a dry run: its size, or why there is none."""

    subscription_id: int
    size: int = 0
    kept_back: str = ""
    problem: str = ""


@transaction.atomic
def ask_for_dry_run(*, page_id: int, rule: AudienceRule, by: User) -> DryRun:
    """Begin a dry run of the latest text; unsigned ones of the issue make way for it.

    Raises:
        NewsletterPage.DoesNotExist: there is no such issue.
        NotAllowed: `by` may not release.
        IllegalTransition: it was released before.
        InvalidInput: there is no text yet.
    """
    if not by.has_perm(RELEASE):
        raise NotAllowed(_("You may not release newsletters."))
    page = NewsletterPage.objects.select_for_update(of=("self",)).get(pk=page_id)
    refuse_released(page)
    if page.latest_revision is None or not page.latest_revision.as_object().body:
        raise InvalidInput(_("The letter is empty."))
    page.dry_runs.filter(signed_at=None).delete()
    return DryRun.objects.create(
        page=page,
        revision_id=page.latest_revision_id,
        rule=rule.as_json(),
        asked_by=by,
        expected=meant(rule).count(),
    )


def refuse_released(page: NewsletterPage) -> None:
    """Refuse an issue that has a mailing; a cancelled one is none.

    Raises:
        IllegalTransition: it was released, now or for a moment to come.
    """
    mailing = page.mailings.exclude(status=MailingStatus.CANCELLED).defer("html", "text").first()
    if mailing is not None and mailing.waits_for_its_moment:
        raise IllegalTransition(_("This issue is scheduled already."))
    if mailing is not None:
        raise IllegalTransition(_("This issue was released before."))


def note_outcomes(dry_run: DryRun, outcomes: Iterable[Outcome]) -> None:
    """Add what became of the next letters, in memory; the caller holds the row's lock and saves."""
    for outcome in outcomes:
        dry_run.looked_at += 1
        dry_run.reached = outcome.subscription_id
        if outcome.kept_back:
            _note_kept_back(dry_run, outcome)
        elif outcome.problem:
            dry_run.problem_count += 1
            if len(dry_run.problems) < MOST_PROBLEMS:
                dry_run.problems.append([outcome.subscription_id, outcome.problem])
        else:
            dry_run.would_go += 1
            dry_run.smallest = min(dry_run.smallest or outcome.size, outcome.size)
            dry_run.largest = max(dry_run.largest or 0, outcome.size)


def finish_dry_run(dry_run: DryRun) -> None:
    """Close a dry run, in memory; the caller holds the row's lock and saves."""
    dry_run.status, dry_run.finished_at = DryRun.Status.DONE, timezone.now()


def sign_dry_run(*, dry_run_id: int, mailing: Mailing, by: User, made_at_release: bool = False) -> DryRun:
    """Put the name of whoever releases under the dry run; within the release's transaction.

    `made_at_release`: the release had it made, and nobody saw it before.

    Raises:
        DryRun.DoesNotExist: the issue has no such dry run.
        IllegalTransition: it isn't done, is signed, or was of another text or audience.
    """
    dry_run = DryRun.objects.select_for_update(of=("self",)).get(pk=dry_run_id, page=mailing.page_id)
    if not dry_run.is_done or dry_run.signed_at is not None:
        raise IllegalTransition(_("The dry run isn’t finished, or was signed before."))
    if dry_run.revision_id != mailing.revision_id or dry_run.audience_rule != mailing.audience_rule:
        raise IllegalTransition(_("Text or audience have changed since the dry run: make it anew."))
    dry_run.mailing, dry_run.signed_by = mailing, by
    dry_run.signed_name, dry_run.signed_at = by.display_name, timezone.now()
    dry_run.made_at_release = made_at_release
    dry_run.save(update_fields=["mailing", "signed_by", "signed_name", "signed_at", "made_at_release"])
    return dry_run


def _note_kept_back(dry_run: DryRun, outcome: Outcome) -> None:
    reason = outcome.kept_back
    dry_run.kept_back[reason] = dry_run.kept_back.get(reason, 0) + 1
    sample = dry_run.samples.setdefault(reason, [])
    if len(sample) < SAMPLE:
        sample.append(outcome.subscription_id)
