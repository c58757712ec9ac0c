"""The alarm in the CMS: raise it, end it, and see who waits because of it."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from common.errors import DomainError
from moderation import services
from moderation.forms import AlarmForm
from moderation.models import Alarm
from moderation.rights import check_moderator
from moderation.selectors.players import players_who_wait


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """Show the alarm and who waits; by POST raise it."""
    check_moderator(request)
    form = AlarmForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _page(request, form)
    given = form.cleaned_data
    try:
        services.raise_alarm(
            reason=given["reason"], until=form.until, factor=given["factor"], by=_moderator(request)
        )
    except DomainError as error:
        form.add_error(None, str(error))
        return _page(request, form)
    messages.success(request, _("The alarm is on. It ends by itself."))
    return redirect("alarm:index")


@require_POST
def end(request: HttpRequest) -> HttpResponse:
    """End it now."""
    check_moderator(request)
    try:
        services.end_alarm(by=_moderator(request))
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The alarm is over."))
    return redirect("alarm:index")


def _page(request: HttpRequest, form: AlarmForm) -> HttpResponse:
    waiting, total = players_who_wait()
    context = {"alarm": Alarm.current(), "form": form, "waiting": waiting, "total": total}
    return render(request, "moderation/alarm.html", context, status=400 if form.is_bound else 200)


def _moderator(request: HttpRequest) -> User:
    return cast("User", request.user)
