"""What the release page asks for while it is looked at: how many readers, and how far a dry run is."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from newsletter.forms import AudienceForm
from newsletter.models import DryRun
from newsletter.rights import RELEASE, check_right
from newsletter.selectors.audience import audience


@never_cache
@require_safe
def count_audience(request: HttpRequest) -> JsonResponse:
    """Say how many readers the chosen conditions mean now."""
    check_right(request, RELEASE)
    form = AudienceForm(request.GET)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=400)
    count = audience(form.rule).count()
    return JsonResponse({"count": count, "words": counted_readers(count)})


@never_cache
@require_safe
def dry_run_progress(request: HttpRequest, dry_run_id: int) -> JsonResponse:
    """Say how far a dry run is."""
    check_right(request, RELEASE)
    dry_run = get_object_or_404(DryRun, pk=dry_run_id)
    return JsonResponse({"done": dry_run.is_done, "percent": dry_run.percent, "looked_at": dry_run.looked_at})


def counted_readers(count: int) -> str:
    """So many of them, in words."""
    return ngettext("%(count)d reader", "%(count)d readers", count) % {"count": count}
