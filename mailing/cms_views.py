"""What the mail log does beside showing."""

from __future__ import annotations

from typing import cast

from django.contrib.auth.models import AbstractUser
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from common.cms_sure import Sure, answer_of, ask_first
from common.errors import DomainError
from mailing import services
from mailing.models import OutboxMessage

INDEX = "mail-log_modeladmin_index"
# A page of the log shows fewer.
MOST_AT_ONCE = 200


@require_POST
def resend(request: HttpRequest, message_id: int) -> HttpResponse:
    """Queue a letter anew and go back to the log."""
    try:
        message = services.resend_letter(message_id=message_id, by=cast("AbstractUser", request.user))
    except OutboxMessage.DoesNotExist as error:
        raise Http404 from error
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The letter to %(reader)s is queued anew.") % {"reader": message.to})
    return redirect(INDEX)


@require_POST
def resend_chosen(request: HttpRequest) -> HttpResponse:
    """Queue the chosen letters anew and go back to their page; all failed ones of it after a question."""
    everything = "all" in request.POST
    chosen = _chosen(request, "shown" if everything else "letter")
    if not chosen or (everything and answer_of(request) == Sure.NO):
        if not chosen:
            messages.warning(request, _("Tick at least one letter."))
        return _back(request)
    if everything and answer_of(request) != Sure.YES:
        return _ask(request, len(chosen))
    by = cast("AbstractUser", request.user)
    try:
        count = services.resend_letters(message_ids=chosen, by=by, only_failed=everything)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        said = ngettext("%(count)d letter is queued anew.", "%(count)d letters are queued anew.", count)
        messages.success(request, said % {"count": count})
    return _back(request)


def _chosen(request: HttpRequest, name: str) -> list[int]:
    """Return the numbers of the letters that a form names."""
    named = request.POST.getlist(name)[:MOST_AT_ONCE]
    return [int(number) for number in named if number.isascii() and number.isdigit() and len(number) < 19]


def _ask(request: HttpRequest, count: int) -> HttpResponse:
    words = ngettext(
        "%(count)d letter that failed is queued anew. Its reader may have it already: a server may refuse a "
        "letter after it has taken it.",
        "%(count)d letters that failed are queued anew. Some readers may have theirs already: a server may "
        "refuse a letter after it has taken it.",
        count,
    )
    return ask_first(
        request,
        title=_("Send the failed letters of this page again?"),
        words=words % {"count": count},
        button=_("Send them again"),
        icon="mail",
    )


def _back(request: HttpRequest) -> HttpResponse:
    back, index = request.POST.get("back", ""), reverse(INDEX)
    return redirect(back if back.startswith(f"{index}?") else index)
