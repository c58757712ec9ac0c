"""The doors of the CMS's release page: count, test, dry run, a last question, and the release itself."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from accounts.models import User
from common.errors import DomainError, InvalidInput
from mailing import switch
from newsletter import nudges, rehearsal, services
from newsletter.forms import AudienceForm
from newsletter.models import AudienceRule, DryRun, Mailing, NewsletterPage
from newsletter.rights import RELEASE, check_right
from newsletter.selectors.audience import audience
from newsletter.selectors.checks import check_issue
from newsletter.selectors.dry_runs import conditions_of, report_on, waiting_dry_run
from newsletter.views.release_page import Choices, is_last_editor, read_choices, show

# A small dry run is made while the page is waited for.
AT_ONCE_SECONDS = 10.0


@require_http_methods(["GET", "POST"])
def release(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show what would go to whom; on POST count, test, try, ask once more or release it.

    What sends or begins something leads back to the page by a redirect, so that a reload repeats nothing.
    """
    check_right(request, RELEASE)
    page = get_object_or_404(NewsletterPage, pk=page_id)
    choices = read_choices(request, page)
    if request.method == "GET":
        return show(request, choices)
    rule = choices.rule
    if rule is None or choices.faults:
        return show(request, choices, status=400)
    match request.POST.get("do"):
        case "count":
            return show(request, choices)
        case "segment":
            choices.audience = AudienceForm.showing(choices.segment.cleaned_data["segment"].rule)
            return redirect(choices.address)
        case "test":
            return _test(request, choices)
        case "dry-run":
            return _try(request, choices, rule)
        case "ask":
            return _ask(request, choices, rule)
        case _ if request.POST.get("revision", str(page.latest_revision_id)) != str(page.latest_revision_id):
            messages.warning(request, _("The text has been changed since you were asked."))
            return _ask(request, choices, rule)
        case _:
            return _release(request, choices, rule)


def _ask(request: HttpRequest, choices: Choices, rule: AudienceRule) -> HttpResponse:
    """Say what would go to whom, when and how fast, before anything goes.

    What can't be released at all, or has warnings that nobody ticked, is refused as by the release itself.
    """
    page, planned = choices.page, choices.pace.pace
    issue = page.get_latest_revision_as_object()
    checked, tried = check_issue(issue), waiting_dry_run(page, rule)
    if checked.errors or page.released_mailing is not None or is_last_editor(request, page):
        return _release(request, choices, rule)
    if tried is not None and not tried.is_done:
        return _wait(request, choices)
    if _wants_tick(checked.warnings, tried) and not choices.accepted:
        return _refuse_unread(request, choices)
    bounds = Mailing(
        per_minute=planned.per_minute, ramp_up_from=planned.ramp_up_from, local_hour=planned.local_hour
    )
    context = {
        "issue": issue,
        "recipients": audience(rule).count(),
        "report": report_on(tried) if tried else None,
        "conditions": conditions_of(rule),
        "starts_at": planned.at,
        "bounds": bounds.pace_in_words,
        "form": choices.audience,
        "pace": choices.pace,
        "accepted": choices.accepted,
        "revision_id": page.latest_revision_id,
        "mail_is_stopped": switch.is_stopped(),
    }
    return render(request, "newsletter/cms/release_confirm.html", context)


def _release(request: HttpRequest, choices: Choices, rule: AudienceRule) -> HttpResponse:
    page, user = choices.page, cast("User", request.user)
    checked = check_issue(page.get_latest_revision_as_object())
    seen = waiting_dry_run(page, rule)
    try:
        dry_run = seen or (None if checked.errors else _begin_dry_run(page, rule, user))
        if dry_run is not None and not dry_run.is_done:
            return _wait(request, choices)
        if dry_run is not None and _wants_tick(checked.warnings, dry_run) and not choices.accepted:
            return _refuse_unread(request, choices)
        mailing = services.release_mailing(
            page_id=page.pk,
            by=user,
            rule=rule,
            warnings_accepted=choices.accepted,
            dry_run_id=dry_run.pk if dry_run else None,
            made_at_release=seen is None,
            pace=choices.pace.pace,
        )
    except DomainError as error:
        messages.error(request, str(error))
        return show(request, choices, status=409)
    planned = _("Released. The letters go when their moment has come.")
    messages.success(
        request, planned if mailing.scheduled_at else _("Released. The letters are on their way.")
    )
    return redirect("newsletter_mailings:letters", mailing.pk)


def _wants_tick(warnings: object, dry_run: DryRun | None) -> bool:
    return bool(warnings) or (dry_run is not None and dry_run.problem_count > 0)


def _refuse_unread(request: HttpRequest, choices: Choices) -> HttpResponse:
    messages.error(request, _("Read the warnings and tick that they may stay."))
    return show(request, choices, status=409)


def _wait(request: HttpRequest, choices: Choices) -> HttpResponse:
    messages.warning(request, _("The dry run is under way: release the issue when it is done."))
    return redirect(choices.address)


def _try(request: HttpRequest, choices: Choices, rule: AudienceRule) -> HttpResponse:
    try:
        _begin_dry_run(choices.page, rule, cast("User", request.user))
    except DomainError as error:
        messages.error(request, str(error))
        return show(request, choices, status=409)
    return redirect(choices.address)


def _test(request: HttpRequest, choices: Choices) -> HttpResponse:
    user, form = cast("User", request.user), choices.test
    try:
        to = services.send_test(page_id=choices.page.pk, by=user, to=form.to)
    except InvalidInput as error:
        for name, sentences in error.field_errors.items():
            form.add_error(name, sentences)
        if not error.field_errors:
            messages.error(request, str(error))
        return show(request, choices, status=400)
    except DomainError as error:
        messages.error(request, str(error))
        return show(request, choices, status=409)
    messages.success(request, _("A test is on its way to: %(address)s.") % {"address": ", ".join(to)})
    return redirect(choices.address)


def _begin_dry_run(page: NewsletterPage, rule: AudienceRule, user: User) -> DryRun:
    dry_run = services.ask_for_dry_run(page_id=page.pk, rule=rule, by=user)
    if dry_run.expected > rehearsal.AT_ONCE:
        nudges.nudge_dry_run(dry_run.pk)
        return dry_run
    rehearsal.rehearse(dry_run.pk, seconds=AT_ONCE_SECONDS)
    dry_run.refresh_from_db()
    return dry_run
