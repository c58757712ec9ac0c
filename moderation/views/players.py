"""A player as moderators see one: the record, the sanctions, and a new sanction."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from common.errors import DomainError, InvalidInput
from moderation import services
from moderation.forms import SanctionForm
from moderation.models import Sanction
from moderation.rights import check_moderator
from moderation.selectors.players import player_file


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def player(request: HttpRequest, player_id: int) -> HttpResponse:
    """Show everything that is known of a player; by POST, sanction."""
    check_moderator(request)
    person = get_object_or_404(User, pk=player_id)
    form = SanctionForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _page(request, person, form)
    try:
        services.sanction_player(player_id=person.pk, by=cast("User", request.user), **form.cleaned_data)
    except InvalidInput as error:
        for name, sentences in error.field_errors.items():
            form.add_error(name, sentences)
        return _page(request, person, form)
    except DomainError as error:
        form.add_error(None, str(error))
        return _page(request, person, form)
    messages.success(request, _("Done. The player is told, with your reason."))
    return redirect("players:file", person.pk)


@require_POST
def lift(request: HttpRequest, sanction_id: int) -> HttpResponse:
    """End a sanction now."""
    check_moderator(request)
    try:
        ended = services.lift_sanction(sanction_id=sanction_id, by=cast("User", request.user))
    except Sanction.DoesNotExist as error:
        raise Http404 from error
    except DomainError as error:
        messages.error(request, str(error))
        return redirect("desk:index")
    messages.success(request, _("Lifted. What it had hidden is back."))
    return redirect("players:file", ended.player_id)


def _page(request: HttpRequest, person: User, form: SanctionForm) -> HttpResponse:
    manages = request.user.has_perm("accounts.change_user")
    context = {"file": player_file(person, with_sessions=manages), "manages": manages, "form": form}
    return render(request, "moderation/player.html", context, status=400 if form.is_bound else 200)
