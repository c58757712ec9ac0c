"""New accounts that wait are let write, as they are ticked on the page of the alarm."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts.models import User
from moderation import services
from moderation.forms import LetWriteForm
from moderation.rights import check_moderator


@require_POST
def let_write(request: HttpRequest) -> HttpResponse:
    """Let those who are ticked write."""
    check_moderator(request)
    form = LetWriteForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Tick at least one account."))
        return redirect("alarm:index")
    count = services.let_write(player_ids=form.cleaned_data["player"], by=cast("User", request.user))
    said = ngettext("%(count)d player may write.", "%(count)d players may write.", count)
    messages.success(request, said % {"count": count})
    return redirect("alarm:index")
