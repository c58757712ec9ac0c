"""The player's own level, what it allows, and the way to object to a sanction."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.models import User
from common.errors import DomainError, NotFound
from common.kept_words import field_name, say_taken
from common.post_doors import signed_in_post
from moderation import services
from moderation.forms import AppealForm
from moderation.models import ModerationRules
from moderation.selectors.standings import standings_of


@login_required
@never_cache
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Show the level with what it allows and what the next one needs, and the sanctions."""
    return _page(request, AppealForm())


@signed_in_post
def appeal(request: HttpRequest, sanction_id: int) -> HttpResponse:
    """Object to a sanction of one's own."""
    form = AppealForm(request.POST)
    if not form.is_valid():
        return _page(request, form, objected=sanction_id)
    try:
        services.appeal(sanction_id=sanction_id, by=cast("User", request.user), **form.cleaned_data)
    except NotFound as error:
        raise Http404 from error
    except DomainError as error:
        messages.error(request, str(error))
        return redirect("standing:page")
    messages.success(request, _("Sent. A moderator will read it and answer here and by e-mail."))
    return say_taken(request, redirect("standing:page"), field_name("objection", sanction_id))


def _page(request: HttpRequest, form: AppealForm, objected: int | None = None) -> HttpResponse:
    player = cast("User", request.user)
    context = {
        "standing": standings_of([player], now=timezone.now())[player.pk],
        "rules": ModerationRules.current(),
        "sanctions": player.sanctions.select_related("appeal"),
        "form": form,
        "objected": objected,
    }
    return render(request, "moderation/standing.html", context, status=400 if form.is_bound else 200)
