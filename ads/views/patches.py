"""Patches of the game in the CMS: publish one, see the past ones, take one back."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from ads import services
from ads.errors import NotPatchPublisher
from ads.forms import PatchForm
from ads.models import Patch
from ads.rights import PUBLISH_PATCH
from common.cms_sure import Sure, answer_of, ask_first
from common.errors import InvalidInput

SHOWN = 50


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """Show the form and the latest patches; by POST publish one, after a question."""
    by = _administrator(request)
    form = PatchForm(request.POST if request.method == "POST" else None)
    if not form.is_valid() or answer_of(request) == Sure.NO:
        return _page(request, form)
    if answer_of(request) != Sure.YES:
        return _ask(request, form)
    try:
        patch = services.publish_patch(**form.cleaned_data, by=by)
    except InvalidInput as error:
        for sentence in error.field_errors["name"]:
            form.add_error("name", sentence)
        return _page(request, form)
    messages.success(request, _("Patch %(patch)s is published.") % {"patch": patch.name})
    return redirect("patches:index")


@require_POST
def withdraw(request: HttpRequest, patch_id: int) -> HttpResponse:
    """Take one back."""
    try:
        patch = services.withdraw_patch(patch_id=patch_id, by=_administrator(request))
    except Patch.DoesNotExist as error:
        raise Http404 from error
    messages.success(request, _("Patch %(patch)s is taken back.") % {"patch": patch.name})
    return redirect("patches:index")


def _ask(request: HttpRequest, form: PatchForm) -> HttpResponse:
    words = _(
        "From now on every listing whose text is older says “before patch %(patch)s” until its author "
        "confirms it, and the authors of live ones are told. Taken back, a patch counts no more, but who has "
        "read the notice has read it."
    )
    name = form.cleaned_data["name"]
    return ask_first(
        request,
        title=_("Publish patch %(patch)s?") % {"patch": name},
        words=words % {"patch": name},
        quoted=form.cleaned_data["notes"],
        button=_("Publish patch %(patch)s") % {"patch": name},
        icon="rotate",
    )


def _page(request: HttpRequest, form: PatchForm) -> HttpResponse:
    patches = Patch.objects.select_related("by", "withdrawn_by").newest_first()[:SHOWN]
    context = {"form": form, "patches": patches, "current": Patch.newest()}
    return render(request, "ads/patches.html", context, status=400 if form.is_bound else 200)


def _administrator(request: HttpRequest) -> User:
    """Let pass who may publish patches.

    Raises:
        PermissionDenied: the person may not.
    """
    if not request.user.has_perm(PUBLISH_PATCH):
        raise PermissionDenied(str(NotPatchPublisher()))
    return cast("User", request.user)
