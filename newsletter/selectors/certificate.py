"""A signed dry run beside what became of its mailing: every difference has its sentence."""

from __future__ import annotations

from typing import NamedTuple

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mailing.rows import Status
from newsletter.models import Delivery, DryRun, Mailing, MailingStatus
from newsletter.selectors.dry_runs import Report, report_on

# The ledger is read for reasons only when it stands still: a mailing under way may have a million rows.
AT_REST = (MailingStatus.FINISHED, MailingStatus.PAUSED, MailingStatus.CANCELLED)
MOST_REASONS = 8


class Difference(NamedTuple):
    """So many letters that the dry run expected otherwise, and why."""

    letters: int
    why: str


class Certificate(NamedTuple):
    """What was signed, what came of it."""

    report: Report
    expected: int
    total: int
    sent: int
    differences: list[Difference]
    status: MailingStatus

    @property
    def dry_run(self) -> DryRun:
        return self.report.dry_run

    @property
    def is_final(self) -> bool:
        return self.status == MailingStatus.FINISHED

    @property
    def has_begun(self) -> bool:
        return self.status not in (MailingStatus.SCHEDULED, MailingStatus.LATE)

    @property
    def was_cancelled(self) -> bool:
        return self.status == MailingStatus.CANCELLED

    @property
    def came_true(self) -> bool:
        """Whether exactly as many letters went as were signed for."""
        return self.is_final and self.sent == self.expected and not self.differences


def certificate_of(mailing: Mailing) -> Certificate | None:
    """Compare a mailing with its signed dry run; None where it was released without one."""
    dry_run = DryRun.objects.filter(mailing=mailing).first()
    if dry_run is None:
        return None
    counts = mailing.letters
    differences = [*_of_the_ledger(mailing, dry_run), *_of_the_letters(mailing, counts)]
    return Certificate(
        report=report_on(dry_run),
        expected=dry_run.would_go,
        total=mailing.total,
        sent=counts[Status.SENT],
        differences=differences,
        status=MailingStatus(mailing.status),
    )


def _of_the_ledger(mailing: Mailing, dry_run: DryRun) -> list[Difference]:
    """Who came and went between the dry run and the moment when the ledger was written.

    Suspended addresses and letters that can't be made stand in the ledger and are refused at sending.
    """
    if mailing.ledger_written_at is None:
        return []  # who isn't in it yet, or never will be, left nothing
    in_ledger = dry_run.would_go + dry_run.problem_count + dry_run.kept_back.get("refusing", 0)
    change = mailing.total - in_ledger
    if change > 0:
        why = ngettext(
            "reader more than expected: subscribed, confirmed or let in since",
            "readers more than expected: subscribed, confirmed or let in since",
            change,
        )
        return [Difference(change, why)]
    if change < 0:
        why = ngettext(
            "reader fewer than expected: unsubscribed, closed or kept out before the letters went",
            "readers fewer than expected: unsubscribed, closed or kept out before the letters went",
            -change,
        )
        return [Difference(-change, why)]
    return []


def _of_the_letters(mailing: Mailing, counts: dict[str, int]) -> list[Difference]:
    differences = []
    if mailing.letters_forgotten_at is not None:
        # The reasons went with the letters.
        for status in (Status.SKIPPED, Status.FAILED):
            if counts[status]:
                differences.append(Difference(counts[status], str(status.label)))
    elif mailing.status in AT_REST:
        rows = Delivery.objects.filter(mailing=mailing, status__in=(Status.SKIPPED, Status.FAILED))
        reasons = rows.order_by().values_list("status", "last_error").annotate(count=Count("pk"))
        for status, error, count in reasons.order_by("-count")[:MOST_REASONS]:
            label = str(Status(status).label)
            differences.append(Difference(count, f"{label}: {error}" if error else label))
    for status, why in (
        (Status.UNCERTAIN, _("uncertain: a worker died over them, and nobody knows whether they arrived")),
        (Status.CANCELLED, _("not sent: the mailing was cancelled")),
    ):
        if counts[status]:
            differences.append(Difference(counts[status], why))
    return differences
