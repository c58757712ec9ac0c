"""The dry run of a rule about words: what it would find on the board, before it is on."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from common.errors import DomainError
from moderation import services
from moderation.forms import DryRunForm
from moderation.limits import DRY_RUN_SECONDS, SHOWN_CAUGHT
from moderation.models import WatchedWord
from moderation.rights import check_moderator
from moderation.selectors.dry_runs import dry_run
from moderation.watching import Rule


@never_cache
@require_safe
def stored(request: HttpRequest, rule_id: int) -> HttpResponse:
    """Try a rule as it is saved."""
    check_moderator(request)
    rule = get_object_or_404(WatchedWord, pk=rule_id).rule
    return _page(request, rule)


@require_POST
def typed(request: HttpRequest) -> HttpResponse:
    """Try a rule as it stands in its form, saved or not."""
    check_moderator(request)
    form = DryRunForm(request.POST)
    return _page(request, form.rule if form.is_valid() else None, form)


@require_POST
def open_cases(request: HttpRequest, rule_id: int) -> HttpResponse:
    """Open cases about the listings that the dry run of a rule has shown."""
    check_moderator(request)
    shown = [int(word) for word in request.POST.getlist("listing") if word.isdecimal() and len(word) < 19]
    try:
        count = services.open_cases(rule_id=rule_id, ad_ids=shown, by=cast("User", request.user))
    except WatchedWord.DoesNotExist as error:
        raise Http404 from error
    except DomainError as error:
        messages.error(request, str(error))
        return redirect("watched:stored", rule_id)
    said = ngettext("%(count)d case is on the desk.", "%(count)d cases are on the desk.", count)
    messages.success(request, said % {"count": count})
    return redirect("desk:index")


def _page(request: HttpRequest, rule: Rule | None, form: DryRunForm | None = None) -> HttpResponse:
    context = {
        "rule": rule,
        "lines": rule.watched.splitlines() if rule else [],
        "form": form,
        "run": dry_run(rule) if rule else None,
        "most": SHOWN_CAUGHT,
        "seconds": DRY_RUN_SECONDS,
    }
    return render(request, "moderation/dry_run.html", context, status=200 if rule else 400)
