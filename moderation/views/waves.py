"""Waves of spam in the CMS: say what the accounts have in common, look at them once, sweep, undo."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from common.errors import DomainError
from moderation import services
from moderation.forms import SweepForm, WaveForm
from moderation.limits import MOST_SWEPT
from moderation.models import Sweep
from moderation.rights import check_moderator
from moderation.selectors.sweeps import sweeps
from moderation.selectors.waves import Suspect, cluster

SWEEPS_PER_PAGE = 20


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """Ask for the signs; show who bears them; by POST sweep away those that are ticked."""
    check_moderator(request)
    asked = WaveForm(request.GET or None)
    found = cluster(asked.signs) if asked.is_bound and asked.is_valid() else []
    shown = [suspect.player.pk for suspect in found]
    form = SweepForm(request.POST if request.method == "POST" else None, shown=shown)
    if not form.is_valid():
        return _page(request, asked, found, form)
    given = form.cleaned_data
    try:
        sweep = services.sweep_wave(
            player_ids=given["player"], reason=given["reason"], by=_moderator(request), found_by=asked.told
        )
    except DomainError as error:
        form.add_error(None, str(error))
        return _page(request, asked, found, form)
    count = sweep.members.count()
    said = ngettext("%(count)d account is swept away.", "%(count)d accounts are swept away.", count)
    messages.success(request, said % {"count": count})
    return redirect("waves:index")


@require_POST
def undo(request: HttpRequest, sweep_id: int) -> HttpResponse:
    """Let everybody of a sweep in again."""
    check_moderator(request)
    try:
        count = services.undo_sweep(sweep_id=sweep_id, by=_moderator(request))
    except Sweep.DoesNotExist as error:
        raise Http404 from error
    except DomainError as error:
        messages.error(request, str(error))
    else:
        said = ngettext("%(count)d account is back.", "%(count)d accounts are back.", count)
        messages.success(request, said % {"count": count})
    return redirect("waves:index")


def _page(request: HttpRequest, asked: WaveForm, found: list[Suspect], form: SweepForm) -> HttpResponse:
    if asked.is_bound and asked.is_valid() and not found:
        messages.info(request, _("Nobody bears these signs."))
    context = {
        "asked": asked,
        "found": found,
        "form": form,
        "ticked": request.POST.getlist("player") if form.is_bound else None,
        "most": MOST_SWEPT,
        "sweeps": Paginator(sweeps(), SWEEPS_PER_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "moderation/waves.html", context, status=400 if form.is_bound else 200)


def _moderator(request: HttpRequest) -> User:
    return cast("User", request.user)
