"""What moderators do with a response in the CMS."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages

from accounts.models import User
from common.errors import DomainError, NotFound
from responses import services
from responses.forms import HideForm
from responses.models import Response


@require_http_methods(["GET", "HEAD", "POST"])
def hide(request: HttpRequest, response_id: int) -> HttpResponse:
    """Ask for the reason, then take a response out of its inbox."""
    _check_may_hide(request)
    response = get_object_or_404(Response.objects.select_related("author"), pk=response_id)
    form = HideForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = _("Hidden: nobody reads it in an inbox any more.")
        return _move(request, response_id, services.hide_response, said, **form.cleaned_data)
    context = {"response": response, "form": form}
    return render(request, "responses/cms_hide.html", context, status=400 if form.is_bound else 200)


@require_POST
def restore(request: HttpRequest, response_id: int) -> HttpResponse:
    """Bring a response back."""
    _check_may_hide(request)
    said = _("It is back in the inbox.")
    return _move(request, response_id, services.restore_hidden_response, said)


def _check_may_hide(request: HttpRequest) -> None:
    """Let those pass who may hide responses and restore them.

    Raises:
        PermissionDenied: the person may not.
    """
    if not request.user.has_perm("responses.hide_response"):
        raise PermissionDenied


def _move(
    request: HttpRequest, response_id: int, verb: Callable[..., Any], said: Any, **given: str
) -> HttpResponse:
    """Call a verb on behalf of a moderator and go back to the response."""
    try:
        verb(response_id=response_id, by=cast("User", request.user), **given)
    except NotFound as error:
        raise Http404 from error
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, said)
    return redirect("responses_modeladmin_inspect", response_id)
