"""The CMS's release page: checks, audience, a test, the dry run, a last question, and the release itself."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from accounts.models import User
from common.errors import DomainError
from newsletter import nudges, rehearsal, services
from newsletter.forms import AudienceForm, PaceForm, SegmentForm, TestLetterForm
from newsletter.models import AudienceRule, DryRun, Mailing, NewsletterPage, NewsletterRules
from newsletter.rights import RELEASE, check_right
from newsletter.selectors.audience import audience
from newsletter.selectors.checks import check_issue
from newsletter.selectors.dry_runs import conditions_of, report_on, waiting_dry_run

# A small dry run is made while the page is waited for.
AT_ONCE_SECONDS = 10.0


@require_http_methods(["GET", "POST"])
def release(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show what would go to whom; on POST count, test, try, ask once more or release it."""
    check_right(request, RELEASE)
    page = get_object_or_404(NewsletterPage, pk=page_id)
    if request.method == "GET":
        return _show(request, page, _form_to_begin_with(request, page))
    form = AudienceForm(request.POST) if "audience" in request.POST else None
    pace = PaceForm(request.POST)
    if (form is not None and not form.is_valid()) or not pace.is_valid():
        return _show(request, page, form or AudienceForm.showing(_own_rule(page)), status=400)
    rule = form.rule if form else _own_rule(page)
    match request.POST.get("do"):
        case "count":
            return _show(request, page, form or AudienceForm.showing(rule), rule)
        case "test":
            return _test(request, page)
        case "dry-run":
            return _try(request, page, rule)
        case "ask":
            return _ask(request, page, form, rule, pace)
        case _ if request.POST.get("revision", str(page.latest_revision_id)) != str(page.latest_revision_id):
            messages.warning(request, _("The text has been changed since you were asked."))
            return _ask(request, page, form, rule, pace)
        case _:
            return _release(request, page, rule, pace)


def _ask(
    request: HttpRequest,
    page: NewsletterPage,
    form: AudienceForm | None,
    rule: AudienceRule,
    pace: PaceForm,
) -> HttpResponse:
    """Release where a dry run of this very text and audience was looked at; else say first what would go.

    What can't be released at all, or has warnings that nobody ticked, is refused as by the release itself.
    """
    issue = page.get_latest_revision_as_object()
    checked, accepted = check_issue(issue), "accepted" in request.POST
    closed = checked.errors or page.released_mailing is not None or _is_last_editor(request, page)
    if closed or waiting_dry_run(page, rule) is not None:
        return _release(request, page, rule, pace)
    if checked.warnings and not accepted:
        return _refuse_unread(request, page, rule)
    planned = pace.pace
    bounds = Mailing(
        per_minute=planned.per_minute, ramp_up_from=planned.ramp_up_from, local_hour=planned.local_hour
    )
    context = {
        "issue": issue,
        "recipients": audience(rule).count(),
        "conditions": conditions_of(rule),
        "starts_at": planned.at,
        "bounds": bounds.pace_in_words,
        "form": form,
        "pace": pace,
        "accepted": accepted,
        "revision_id": page.latest_revision_id,
    }
    return render(request, "newsletter/cms/release_confirm.html", context)


def _refuse_unread(request: HttpRequest, page: NewsletterPage, rule: AudienceRule) -> HttpResponse:
    messages.error(request, _("Read the warnings and tick that they may stay."))
    return _show(request, page, AudienceForm.showing(rule), rule, status=409)


def _release(request: HttpRequest, page: NewsletterPage, rule: AudienceRule, pace: PaceForm) -> HttpResponse:
    user, accepted = cast("User", request.user), "accepted" in request.POST
    checked = check_issue(page.get_latest_revision_as_object())
    seen = waiting_dry_run(page, rule)
    try:
        dry_run = seen or (None if checked.errors else _begin_dry_run(page, rule, user))
        if dry_run is not None and not dry_run.is_done:
            messages.warning(request, _("The dry run is under way: release the issue when it is done."))
            return redirect("newsletter_mailings:release", page.pk)
        if dry_run is not None and (checked.warnings or dry_run.problem_count) and not accepted:
            return _refuse_unread(request, page, rule)
        mailing = services.release_mailing(
            page_id=page.pk,
            by=user,
            rule=rule,
            warnings_accepted=accepted,
            dry_run_id=dry_run.pk if dry_run else None,
            made_at_release=seen is None,
            pace=pace.pace,
        )
    except DomainError as error:
        messages.error(request, str(error))
        return redirect("wagtailadmin_pages:edit", page.pk)
    planned = _("Released. The letters go when their moment has come.")
    messages.success(
        request, planned if mailing.scheduled_at else _("Released. The letters are on their way.")
    )
    return redirect("newsletter_mailings:letters", mailing.pk)


def _try(request: HttpRequest, page: NewsletterPage, rule: AudienceRule) -> HttpResponse:
    try:
        _begin_dry_run(page, rule, cast("User", request.user))
    except DomainError as error:
        messages.error(request, str(error))
    return redirect("newsletter_mailings:release", page.pk)


def _test(request: HttpRequest, page: NewsletterPage) -> HttpResponse:
    form = TestLetterForm(request.POST)
    try:
        to = services.send_test(
            page_id=page.pk, by=cast("User", request.user), to=form.to if form.is_valid() else ()
        )
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("A test is on its way to: %(address)s.") % {"address": ", ".join(to)})
    return redirect("newsletter_mailings:release", page.pk)


def _begin_dry_run(page: NewsletterPage, rule: AudienceRule, user: User) -> DryRun:
    dry_run = services.ask_for_dry_run(page_id=page.pk, rule=rule, by=user)
    if dry_run.expected > rehearsal.AT_ONCE:
        nudges.nudge_dry_run(dry_run.pk)
        return dry_run
    rehearsal.rehearse(dry_run.pk, seconds=AT_ONCE_SECONDS)
    dry_run.refresh_from_db()
    return dry_run


def _own_rule(page: NewsletterPage) -> AudienceRule:
    """Whom an issue is for while nobody says otherwise: those who chose its topic."""
    return AudienceRule(topic=page.get_latest_revision_as_object().topic_id)


def _form_to_begin_with(request: HttpRequest, page: NewsletterPage) -> AudienceForm:
    """Return the conditions of the segment that was chosen, of the dry run that waits, or of the issue."""
    segment = SegmentForm(request.GET)
    if request.GET and segment.is_valid():
        return AudienceForm.showing(segment.cleaned_data["segment"].rule)
    dry_run = waiting_dry_run(page)
    return AudienceForm.showing(dry_run.audience_rule if dry_run else _own_rule(page))


def _show(
    request: HttpRequest,
    page: NewsletterPage,
    form: AudienceForm,
    rule: AudienceRule | None = None,
    status: int = 200,
) -> HttpResponse:
    issue = page.get_latest_revision_as_object()
    checked = check_issue(issue)
    shown = rule or (None if form.is_bound else AudienceRule(**form.initial))
    dry_run = waiting_dry_run(page, shown) if shown else None
    context: dict[str, Any] = {
        "issue": issue,
        "released": page.released_mailing is not None,
        "checked": checked,
        "size": checked.size,
        "is_large": checked.is_large,
        "form": form,
        "pace": PaceForm(request.POST if form.is_bound or request.method == "POST" else None),
        "segments": SegmentForm(request.GET or None),
        "test_form": TestLetterForm(),
        "recipients": audience(shown).count() if shown else None,
        "report": report_on(dry_run) if dry_run else None,
        "is_last_editor": _is_last_editor(request, page),
        "asks_for_tick": bool(checked.warnings) or (dry_run is not None and dry_run.problem_count > 0),
    }
    return render(request, "newsletter/cms/release.html", context, status=status)


def _is_last_editor(request: HttpRequest, page: NewsletterPage) -> bool:
    """Whether the rules want another person to release."""
    revision = page.latest_revision
    return (
        revision is not None
        and revision.user_id == request.user.pk
        and bool(NewsletterRules.load().two_persons)
    )
