"""A mailing under way: how far it is, and the buttons that steer it; what can't be undone asks first."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin import messages

from accounts.models import User
from common.errors import DomainError
from mailing import switch
from mailing.rows import Status
from newsletter import services
from newsletter.models import Mailing, MailingStatus
from newsletter.rights import RELEASE, SEE, check_right
from newsletter.selectors.audience import audience
from newsletter.selectors.dry_runs import conditions_of
from newsletter.selectors.progress import progress_of

VERBS: dict[str, Callable[..., object]] = {
    "pause": services.pause_mailing,
    "resume": services.resume_mailing,
    "cancel": services.cancel_mailing,
    "start": services.start_late,
    "again": services.send_doubtful_again,
}
# What can't be undone asks first.
ASK_FIRST = ("start", "cancel", "again")
# Which buttons a mailing in a state has.
BUTTONS: dict[str, tuple[str, ...]] = {
    MailingStatus.SCHEDULED: ("start", "cancel"),
    MailingStatus.LATE: ("start", "cancel"),
    MailingStatus.QUEUED: ("pause", "cancel"),
    MailingStatus.SENDING: ("pause", "cancel"),
    MailingStatus.PAUSED: ("resume", "cancel"),
}


def buttons_of(mailing: Mailing, user: User) -> tuple[str, ...]:
    """Return the verbs that the person may use on the mailing now."""
    return BUTTONS.get(mailing.status, ()) if user.has_perm(RELEASE) else ()


@never_cache
@require_GET
def progress(request: HttpRequest, mailing_id: int) -> JsonResponse:
    """Answer how far the mailing is, in numbers and in the words of its page."""
    check_right(request, SEE)
    mailing = get_object_or_404(Mailing.objects.defer("html", "text"), pk=mailing_id)
    now = progress_of(mailing)
    return JsonResponse(
        {
            "status": mailing.status,
            "state": mailing.get_status_display(),
            "counts": now.counts,
            "per_minute": now.per_minute,
            "left": in_words(now.seconds_left),
        }
    )


@require_POST
def steer(request: HttpRequest, mailing_id: int, verb: str) -> HttpResponse:
    """Pause, resume, or ask first and then cancel, start, or send again what is in doubt."""
    check_right(request, RELEASE)
    if verb not in VERBS:
        raise Http404
    if verb in ASK_FIRST and "sure" not in request.POST:
        return _ask(request, mailing_id, verb)
    one = request.POST.get("letter", "")
    extra = {"delivery_id": int(one)} if verb == "again" and one.isdecimal() else {}
    try:
        VERBS[verb](mailing_id=mailing_id, by=cast("User", request.user), **extra)
    except Mailing.DoesNotExist as error:
        raise Http404 from error
    except DomainError as error:
        messages.error(request, str(error))
    return redirect("newsletter_mailings:letters", mailing_id)


def _ask(request: HttpRequest, mailing_id: int, verb: str) -> HttpResponse:
    """Say what the verb would do to whom."""
    mailing = get_object_or_404(Mailing.objects.defer("html", "text"), pk=mailing_id)
    if verb != "again" and verb not in buttons_of(mailing, cast("User", request.user)):
        messages.error(request, _("The mailing is in another state by now."))
        return redirect("newsletter_mailings:letters", mailing.pk)
    rule = mailing.audience_rule
    context = {
        "mailing": mailing,
        "verb": verb,
        "letter": request.POST.get("letter", ""),
        # While the ledger is being written nobody knows how many letters wait.
        "recipients": audience(rule).count() if mailing.ledger_written_at is None else None,
        "conditions": conditions_of(rule),
        "gone": mailing.letters[Status.SENT],
        "waiting": mailing.letters[Status.QUEUED],
        "doubtful": mailing.letters[Status.UNCERTAIN],
        "mail_is_stopped": switch.is_stopped(),
    }
    return render(request, "newsletter/cms/steer_confirm.html", context)


def in_words(seconds: int | None) -> str:
    """Say about how long the rest takes; "" when nobody can know."""
    if seconds is None:
        return ""
    if seconds < 60:
        return _("less than a minute")
    minutes = -(-seconds // 60)
    if minutes < 120:
        return ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes}
    hours = round(minutes / 60)
    return ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours}
