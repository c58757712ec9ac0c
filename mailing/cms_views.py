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
    """Queue the chosen letters anew, or all that the page shows, and go back to that page."""
    named = request.POST.getlist("shown" if "all" in request.POST else "letter")[:MOST_AT_ONCE]
    chosen = [int(number) for number in named if number.isascii() and number.isdigit() and len(number) < 19]
    try:
        count = services.resend_letters(message_ids=chosen, by=cast("AbstractUser", request.user))
    except DomainError as error:
        messages.error(request, str(error))
    else:
        said = ngettext("%(count)d letter is queued anew.", "%(count)d letters are queued anew.", count)
        messages.success(request, said % {"count": count})
    back, index = request.POST.get("back", ""), reverse(INDEX)
    return redirect(back if back.startswith(f"{index}?") else index)
