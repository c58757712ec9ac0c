"""A player as moderators see one: the record, the sanctions, and a new sanction."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from common.ages import clock_in_words
from common.cms_sure import Sure, answer_of, ask_first
from common.errors import DomainError, InvalidInput
from moderation import services
from moderation.errors import NotOverStaff
from moderation.forms import LiftForm, SanctionForm
from moderation.limits import COMMENT_MAX
from moderation.models import Sanction
from moderation.rights import check_moderator, is_over
from moderation.selectors.players import player_file
from moderation.selectors.remains import remains_of


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def player(request: HttpRequest, player_id: int) -> HttpResponse:
    """Show everything that is known of a player; by POST, sanction: for good only after a question."""
    check_moderator(request)
    person = get_object_or_404(User, pk=player_id)
    form = SanctionForm(request.POST if request.method == "POST" else None)
    if not form.is_valid() or answer_of(request) == Sure.NO or not is_over(_moderator(request), person):
        return _page(request, person, form)
    if form.cleaned_data["kind"] == Sanction.Kind.BAN and answer_of(request) != Sure.YES:
        return _ask(request, person, form)
    try:
        services.sanction_player(player_id=person.pk, by=_moderator(request), **form.cleaned_data)
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
    """End a sanction now, with the reason that the log keeps."""
    check_moderator(request)
    given, form = get_object_or_404(Sanction, pk=sanction_id), LiftForm(request.POST)
    if not form.is_valid():
        messages.error(request, str(form.errors["why"][0]))
        return redirect("players:file", given.player_id)
    try:
        ended = services.lift_sanction(
            sanction_id=sanction_id, by=_moderator(request), why=form.cleaned_data["why"]
        )
    except Sanction.DoesNotExist as error:
        raise Http404 from error
    except DomainError as error:
        messages.error(request, str(error))
        return redirect("players:file", given.player_id)
    messages.success(request, _what_remains(ended))
    return redirect("players:file", ended.player_id)


def _what_remains(ended: Sanction) -> str:
    """Say what the end of a sanction has changed, and what it hasn't."""
    left = remains_of(ended)
    said = [_("Lifted.")]
    if left.held:
        stays = ngettext(
            "Of what it had hidden, %(count)d thing stays hidden: something else holds it.",
            "Of what it had hidden, %(count)d things stay hidden: something else holds them.",
            left.held,
        )
        said.append(stays % {"count": left.held})
    elif left.hidden:
        said.append(_("What it had hidden is back."))
    if left.sanctions:
        said.append(_("Still in force: %(sanctions)s.") % {"sanctions": _in_words(left.sanctions)})
    return " ".join(said)


def _in_words(sanctions: list[Sanction]) -> str:
    until = _("until")
    return "; ".join(
        f"{one.get_kind_display()} {until} {clock_in_words(one.until)}"
        if one.until
        else one.get_kind_display()
        for one in sanctions
    )


def _ask(request: HttpRequest, person: User, form: SanctionForm) -> HttpResponse:
    words = _(
        "%(player)s won’t come in again, until a moderator lifts it. The player is told, with your reason:"
    )
    if form.cleaned_data["hides"]:
        words = _(
            "%(player)s won’t come in again, until a moderator lifts it, and live listings and open "
            "responses are hidden. The player is told, with your reason:"
        )
    return ask_first(
        request,
        title=_("Keep %(player)s out for good?") % {"player": person},
        words=words % {"player": person},
        quoted=form.cleaned_data["reason"],
        button=_("Keep %(player)s out for good") % {"player": person},
    )


def _page(request: HttpRequest, person: User, form: SanctionForm) -> HttpResponse:
    manages = request.user.has_perm("accounts.change_user")
    context = {
        "file": player_file(person, with_sessions=manages),
        "manages": manages,
        "form": form,
        "why_not": "" if is_over(_moderator(request), person) else str(NotOverStaff()),
        "why_max": COMMENT_MAX,
    }
    return render(request, "moderation/player.html", context, status=400 if form.is_bound else 200)


def _moderator(request: HttpRequest) -> User:
    return cast("User", request.user)
