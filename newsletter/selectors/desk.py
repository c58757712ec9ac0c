"""What the CMS shows to those who write and release: issues in the making, and how the last mailing went."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, OuterRef
from django.db.models.functions import Cast
from wagtail.models import WorkflowState

from newsletter.models import Mailing, MailingStatus, NewsletterIndexPage, NewsletterPage
from newsletter.models.status import RELEASED_STATUSES

# Older drafts are found among the archive's pages.
SHOWN = 20


def issues_in_the_making() -> Sequence[NewsletterPage]:
    """Return the issues that aren't released, last changed first; `handed_over` says which wait for it.

    One whose mailing was cancelled before a letter went may be released anew, so it is among them. One query.
    """
    waiting = WorkflowState.objects.filter(
        content_type=ContentType.objects.get_for_model(NewsletterPage),
        object_id=Cast(OuterRef("pk"), CharField()),
        status=WorkflowState.STATUS_IN_PROGRESS,
    )
    released = Mailing.objects.filter(page=OuterRef("pk"), status__in=RELEASED_STATUSES)
    issues = NewsletterPage.objects.filter(~Exists(released), live=False)
    issues = issues.select_related("latest_revision__user", "owner").defer("body", "latest_revision__content")
    return issues.annotate(handed_over=Exists(waiting)).order_by("-latest_revision_created_at", "-pk")[:SHOWN]


def last_mailing() -> Mailing | None:
    """Return the mailing that was released last, without its letter."""
    released = Mailing.objects.exclude(status=MailingStatus.DRAFT).defer("html", "text")
    return released.order_by("-released_at", "-pk").first()


def archive_of_issues() -> NewsletterIndexPage | None:
    """Return the page below which issues are written."""
    return NewsletterIndexPage.objects.first()
