"""Several cases of the queue decided at once, each for itself."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.models import User
from common.errors import DomainError
from moderation import services
from moderation.forms import BulkForm
from moderation.limits import CASES_PER_PAGE
from moderation.models import Case
from moderation.rights import check_moderator
from moderation.views.desk import show_queue


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest) -> HttpResponse:
    """Decide what is ticked; what somebody else was quicker with is named, and stays as it is."""
    check_moderator(request)
    if request.method != "POST":
        return redirect("desk:index")
    form, picked = BulkForm(request.POST), _picked(request)
    if form.is_valid() and not picked:
        form.add_error(None, _("Choose at least one."))
    if not form.is_valid():
        said = " ".join(str(sentence) for errors in form.errors.values() for sentence in errors)
        messages.error(request, said)
        return show_queue(request, request.POST, form)
    done = sum(_decide_one(request, form, case_id, seen) for case_id, seen in picked)
    said = ngettext("%(count)d decided.", "%(count)d decided.", done) % {"count": done}
    (messages.success if done else messages.warning)(request, said)
    return redirect(reverse("desk:index", query={"kind": form.cleaned_data["kind"]}))


def _decide_one(request: HttpRequest, form: BulkForm, case_id: int, seen: int | None) -> bool:
    given = form.cleaned_data
    case = Case.objects.filter(pk=case_id, kind=given["kind"]).first()
    if case is None:
        return False
    try:
        services.decide_case(
            case_id=case_id,
            decision=given["decision"],
            comment=given["comment"],
            seen_revision=seen,
            by=cast("User", request.user),
        )
    except DomainError as error:
        messages.error(request, f"{case.title}: {error}")
        return False
    return True


def _picked(request: HttpRequest) -> list[tuple[int, int | None]]:
    """Return the ticked cases, each with the revision that its line was about ("12:345", or "12:")."""
    pairs = [word.partition(":") for word in request.POST.getlist("pick")[:CASES_PER_PAGE]]
    known = [(case, seen) for case, _colon, seen in pairs if _is_id(case) and (not seen or _is_id(seen))]
    return [(int(case), int(seen) if seen else None) for case, seen in known]


def _is_id(word: str) -> bool:
    return word.isdecimal() and len(word) < 19
