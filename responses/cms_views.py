"""What moderators do with a response in the CMS."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from accounts.models import User
from common.errors import DomainError, NotFound
from responses import services


@require_POST
def _move(request: HttpRequest, response_id: int, *, verb: Callable[..., Any], said: Any) -> HttpResponse:
    """Call a verb on behalf of a moderator and go back to the response."""
    if not request.user.has_perm("responses.hide_response"):
        raise PermissionDenied
    try:
        verb(response_id=response_id, by=cast("User", request.user))
    except NotFound as error:
        raise Http404 from error
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, said)
    return redirect("responses_modeladmin_inspect", response_id)


hide = partial(_move, verb=services.hide_response, said=_("Hidden: nobody reads it in an inbox any more."))
restore = partial(_move, verb=services.restore_hidden_response, said=_("It is back in the inbox."))
