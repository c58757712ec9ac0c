"""Moves on listings that Wagtail itself doesn't know."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods
from wagtail.admin.auth import require_admin_access
from wagtail.admin.viewsets.pages import page_viewset_registry

from ads import services
from ads.models import BoardEntry, BoardPage
from common.errors import DomainError
from moderation.forms import HideForm
from moderation.rights import check_moderator


@require_http_methods(["GET", "POST"])
def hide(request: HttpRequest, ad_id: int) -> HttpResponse:
    """Ask for the reason, then take a listing off the board; its author reads the reason."""
    return _move(
        request,
        ad_id,
        services.hide_ad,
        _("Hide from the board"),
        _("Hidden. Only its author sees it, and the reason with it."),
        form=HideForm,
    )


@require_http_methods(["GET", "POST"])
def restore(request: HttpRequest, ad_id: int) -> HttpResponse:
    """Ask, then put a hidden listing back."""
    return _move(request, ad_id, services.restore_ad, _("Back on the board"), _("It is on the board again."))


def explore(request: HttpRequest, parent_page_id: int) -> HttpResponse:
    """Wagtail's page explorer, but for the board: moderators have a list of their own for it."""
    if BoardPage.objects.filter(pk=parent_page_id).exists():
        return redirect("moderation:index")
    explorer = page_viewset_registry.as_view("index", parent_page_id_kwarg="parent_page_id")
    answer: HttpResponse = require_admin_access(explorer)(request, parent_page_id=parent_page_id)
    return answer


def _move(
    request: HttpRequest,
    ad_id: int,
    verb: Callable[..., Any],
    title: Any,
    done: Any,
    form: type[forms.Form] = forms.Form,
) -> HttpResponse:
    """Ask by GET; by POST call the verb with what the form holds."""
    check_moderator(request)
    entry = get_object_or_404(BoardEntry, pk=ad_id)
    given = form(request.POST if request.method == "POST" else None)
    if not given.is_valid():
        return render(request, "moderation/confirm.html", {"entry": entry, "title": title, "form": given})
    try:
        verb(ad_id=ad_id, by=request.user, **given.cleaned_data)
    except BoardEntry.DoesNotExist as error:
        raise Http404 from error
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, done)
    return redirect("moderation:index")
