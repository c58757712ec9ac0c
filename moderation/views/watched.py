"""The dry run of a rule about words: what it would find on the board, before it is on."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

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
