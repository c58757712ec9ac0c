"""A player flags something, on a page that works without scripts."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from common.api.problems import status_of
from common.errors import DomainError
from common.limits import spend
from moderation import services
from moderation.forms import FlagForm
from moderation.selectors.subjects import Seen, seen_by
from responses.views.drafts import keep_draft, take_fields


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def flag(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Ask for the reason; a flag given, go back to where the player was."""
    draft = f"flag-{kind}-{pk}"
    if not request.user.is_authenticated:
        keep_draft(request, draft, ("reason", "text"))
        return redirect_to_login(request.path)
    player = request.user
    seen = seen_by(player, kind=kind, pk=pk)
    if seen is None:
        raise Http404
    if request.method != "POST":
        return _page(request, seen, FlagForm(initial=take_fields(request, draft)), status=200)
    form = FlagForm(request.POST)
    if not form.is_valid():
        return _page(request, seen, form, status=400)
    try:
        spend(request, "flag")
        services.flag(kind=kind, pk=pk, by=player, **form.cleaned_data)
    except DomainError as error:
        form.add_error(None, str(error))
        return _page(request, seen, form, status=status_of(error))
    messages.success(request, _("Thank you. A moderator will look, and you will hear what came of it."))
    return redirect(seen.url)


def _page(request: HttpRequest, seen: Seen, form: FlagForm, status: int) -> HttpResponse:
    return render(request, "moderation/flag.html", {"seen": seen, "form": form}, status=status)
