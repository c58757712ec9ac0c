"""The desk in the CMS: the queue, a card that is decided by keys, and the next one."""

from __future__ import annotations

from contextlib import suppress
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from ads.errors import ReviewOutdated
from common.errors import DomainError
from moderation import services
from moderation.errors import OwnSanction
from moderation.forms import BulkForm, DecisionForm
from moderation.models import Alarm, CannedReason, Case
from moderation.offers import bulk_offers_for, offers_for
from moderation.rights import check_moderator, is_ones_own
from moderation.selectors.cards import Card, card_of
from moderation.selectors.queue import is_anything_free, queue


@never_cache
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List what waits, oldest first."""
    check_moderator(request)
    return show_queue(request, request.GET)


def show_queue(request: HttpRequest, asked: QueryDict, form: BulkForm | None = None) -> HttpResponse:
    """Show a page of the queue; with the words and the ticks of a form that was refused."""
    kind = asked.get("kind", "")
    found = queue(kind=kind if kind in Case.Kind.values else "", cursor_word=asked.get("cursor"))
    context = {
        "queue": found,
        "cursor": asked.get("cursor", ""),
        "alarm": Alarm.current(),
        "bulk_offers": bulk_offers_for(found.kind) if found.rows else (),
        "reasons": CannedReason.objects.all()[:9] if found.kind in (Case.Kind.NEW, Case.Kind.EDIT) else (),
        "form": form,
        "ticked": asked.getlist("pick") if form else (),
    }
    return render(request, "moderation/desk.html", context, status=400 if form else 200)


@never_cache
@require_safe
def card(request: HttpRequest, case_id: int) -> HttpResponse:
    """Show a case; looking doesn't claim it."""
    check_moderator(request)
    return _page(request, _card(request, case_id))


@require_POST
def take(request: HttpRequest, case_id: int) -> HttpResponse:
    """Put a case on one's desk, and show it."""
    check_moderator(request)
    try:
        services.claim_case(case_id=case_id, by=_moderator(request))
    except Case.DoesNotExist as error:
        raise Http404 from error
    except DomainError as error:
        messages.error(request, str(error))
    return redirect("desk:card", case_id)


@require_POST
def take_next(request: HttpRequest) -> HttpResponse:
    """Put the oldest free case on one's desk: of one kind, behind another, as the form says."""
    check_moderator(request)
    passed = request.POST.get("after", "")
    after = Case.objects.filter(pk=int(passed)).first() if passed.isdecimal() and len(passed) < 19 else None
    if after is not None:
        services.release_case(case_id=after.pk, by=_moderator(request))
    return _go_on(request, after)


@require_POST
def release(request: HttpRequest, case_id: int) -> HttpResponse:
    """Take a case off one's desk, and show the queue."""
    check_moderator(request)
    services.release_case(case_id=case_id, by=_moderator(request))
    return redirect("desk:index")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, case_id: int) -> HttpResponse:
    """Decide, and go on with the next case; who comes by GET, after a refusal, finds the case."""
    check_moderator(request)
    if request.method != "POST":
        return redirect("desk:card", case_id)
    shown = _card(request, case_id)
    form = DecisionForm(request.POST, blocks=shown.blocks)
    if not form.is_valid():
        return _page(request, shown, form, status=400)
    given = form.cleaned_data
    try:
        decided = services.decide_case(
            case_id=case_id,
            decision=given["decision"],
            comment=given["comment"],
            seen_revision=given["seen"],
            by=_moderator(request),
        )
    except ReviewOutdated as error:
        return _look_again(request, shown.case, form, error)
    except DomainError as error:
        messages.error(request, f"{shown.case.title}: {error}")
    else:
        messages.success(request, f"{decided.title}: {decided.get_decision_display()}.")
    return _go_on(request, shown.case)


def _look_again(request: HttpRequest, case: Case, form: DecisionForm, error: DomainError) -> HttpResponse:
    """Show the text that waits by now; the moderator's words stay."""
    now = case.successor() or case
    # Somebody else may have opened it meanwhile: its card says so.
    with suppress(DomainError):
        services.claim_case(case_id=now.pk, by=_moderator(request))
    messages.error(request, f"{case.title}: {error}")
    return _page(request, _card(request, now.pk), form, status=409)


def _go_on(request: HttpRequest, after: Case | None) -> HttpResponse:
    """Show the next free case, or the queue when there is none."""
    kind = request.POST.get("kind", "")
    following = services.take_next(by=_moderator(request), kind=kind, after=after)
    if following is not None:
        return redirect("desk:card", following.pk)
    if after is not None and is_anything_free(by=_moderator(request)):
        messages.info(request, _("The end of the queue. Something older still waits."))
    else:
        messages.info(request, _("Nothing else waits for you here."))
    return redirect("desk:index")


def _card(request: HttpRequest, case_id: int) -> Card:
    try:
        return card_of(case_id, host=request.get_host())
    except Case.DoesNotExist as error:
        raise Http404 from error


def _page(
    request: HttpRequest, shown: Card, form: DecisionForm | None = None, status: int = 200
) -> HttpResponse:
    mine = shown.case.claimed_by_id == _moderator(request).pk
    own = shown.appeal is not None and is_ones_own(shown.appeal.sanction, _moderator(request))
    closed = shown.case.decided_at or (shown.holder and not mine) or own
    context: dict[str, Any] = {
        "card": shown,
        "case": shown.case,
        "form": form,
        "is_mine": mine and bool(shown.holder),
        "offers": () if closed else offers_for(shown.case.kind),
        "why_not": str(OwnSanction()) if own else "",
    }
    return render(request, "moderation/card.html", context, status=status)


def _moderator(request: HttpRequest) -> User:
    return cast("User", request.user)
