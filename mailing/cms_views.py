"""What the mail log does beside showing."""

from __future__ import annotations

from typing import cast

from django.contrib.auth.models import AbstractUser
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from common.errors import DomainError
from mailing import services
from mailing.models import OutboxMessage


@require_POST
def resend(request: HttpRequest, message_id: int) -> HttpResponse:
    """Queue a failed letter anew and go back to the log."""
    try:
        message = services.resend_letter(message_id=message_id, by=cast("AbstractUser", request.user))
    except OutboxMessage.DoesNotExist as error:
        raise Http404 from error
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The letter to %(reader)s is queued anew.") % {"reader": message.to})
    return redirect("mail-log_modeladmin_index")
