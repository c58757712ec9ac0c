"""The release page itself: what stands in its fields, and what it shows beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.forms import BoundField
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from mailing import switch
from newsletter.forms import AudienceForm, PaceForm, SegmentForm, TestLetterForm
from newsletter.models import AudienceRule, NewsletterPage, NewsletterRules
from newsletter.selectors.audience import audience
from newsletter.selectors.checks import check_issue
from newsletter.selectors.dry_runs import report_on, waiting_dry_run

NOTHING: tuple[object, ...] = (None, "", False, [], ())


@dataclass
class Choices:
    """What the fields of the release page say: no press on any of its buttons may lose it."""

    page: NewsletterPage
    audience: AudienceForm
    pace: PaceForm
    segment: SegmentForm
    test: TestLetterForm
    accepted: bool = False

    @property
    def rule(self) -> AudienceRule | None:
        """Whom the conditions mean; None while they can't be."""
        if not self.audience.is_bound:
            return AudienceRule(**self.audience.initial)
        return self.audience.rule if self.audience.is_valid() else None

    @property
    def faults(self) -> list[BoundField]:
        """Return the fields that are wrong."""
        forms = (self.test, self.segment, self.audience, self.pace)
        return [field for form in forms for field in form if field.errors]

    @property
    def address(self) -> str:
        """Where the page shows the same conditions and pace again, however often it is reloaded."""
        query = QueryDict(mutable=True)
        query["audience"] = "1"
        for field in (*self.audience, *self.pace):
            value = field.value()
            if value not in NOTHING:
                query.setlist(field.html_name, list(value) if isinstance(value, list | tuple) else [value])
        return f"{reverse('newsletter_mailings:release', args=[self.page.pk])}?{query.urlencode()}"


def read_choices(request: HttpRequest, page: NewsletterPage) -> Choices:
    """Return what was sent, or else whom the dry run that waits was for, or whom the issue's topic means."""
    is_post = request.method == "POST"
    sent = request.POST if is_post else request.GET
    pressed = request.POST.get("do")
    return Choices(
        page=page,
        audience=AudienceForm(sent) if "audience" in sent else AudienceForm.showing(_rule_at_first(page)),
        pace=PaceForm(sent if is_post or sent else None),
        segment=SegmentForm(sent if pressed == "segment" else None),
        test=TestLetterForm(
            sent if pressed == "test" else None, initial={"addresses": request.POST.get("addresses", "")}
        ),
        # A dry run may bring up what nobody has read yet.
        accepted="accepted" in request.POST and pressed != "dry-run",
    )


def show(request: HttpRequest, choices: Choices, status: int = 200) -> HttpResponse:
    """Show the page with its fields as they are; numbers stay true whatever is wrong beside them."""
    page, rule = choices.page, choices.rule
    issue = page.get_latest_revision_as_object()
    checked = check_issue(issue)
    dry_run = waiting_dry_run(page, rule) if rule is not None else None
    context: dict[str, Any] = {
        "issue": issue,
        "mailing": page.released_mailing,
        "mail_is_stopped": switch.is_stopped(),
        "checked": checked,
        "size": checked.size,
        "is_large": checked.is_large,
        "faults": choices.faults,
        "form": choices.audience,
        "pace": choices.pace,
        "segments": choices.segment,
        "test_form": choices.test,
        "accepted": choices.accepted,
        "recipients": audience(rule).count() if rule is not None else None,
        "address": choices.address,
        "report": report_on(dry_run) if dry_run else None,
        "is_last_editor": is_last_editor(request, page),
        "asks_for_tick": bool(checked.warnings) or (dry_run is not None and dry_run.problem_count > 0),
    }
    return render(request, "newsletter/cms/release.html", context, status=status)


def is_last_editor(request: HttpRequest, page: NewsletterPage) -> bool:
    """Whether the rules want another person to release."""
    revision = page.latest_revision
    return (
        revision is not None
        and revision.user_id == request.user.pk
        and bool(NewsletterRules.load().two_persons)
    )


def _rule_at_first(page: NewsletterPage) -> AudienceRule:
    dry_run = waiting_dry_run(page)
    if dry_run is not None:
        return dry_run.audience_rule
    return AudienceRule(topic=page.get_latest_revision_as_object().topic_id)
