"""One's own data: a copy of them, and their end."""

from __future__ import annotations

from collections.abc import Iterator

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts import services
from accounts.models import DataExport, ExportPart, User
from accounts.selectors import copy_to_download, latest_copy
from common.errors import DomainError
from common.post_doors import signed_in_post


@login_required
@never_cache
@require_safe
def data_page(request: HttpRequest) -> HttpResponse:
    """Show how the copy stands, and the way out."""
    assert isinstance(request.user, User)
    context = {"export": latest_copy(request.user), "days": settings.REGRET_DAYS}
    return render(request, "accounts/data.html", context)


@signed_in_post
@reauthentication_required
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for a copy."""
    assert isinstance(request.user, User)
    try:
        services.ask_for_copy(by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Your copy is being made. A letter comes when it is ready."))
    return redirect("accounts:data")


@login_required
@never_cache
@require_safe
def download(request: HttpRequest, export_id: int) -> StreamingHttpResponse:
    """Hand the archive to its owner, piece by piece.

    Raises:
        Http404: it isn't there, not ready, over, or somebody else's.
    """
    assert isinstance(request.user, User)
    export = copy_to_download(request.user, export_id)
    if export is None:
        raise Http404
    response = StreamingHttpResponse(_pieces(export), content_type="application/zip")
    response.headers["Content-Length"] = str(export.size)
    response.headers["Content-Disposition"] = f'attachment; filename="tavern-{export.made_at:%Y-%m-%d}.zip"'
    return response


def _pieces(export: DataExport) -> Iterator[bytes]:
    numbers = list(ExportPart.objects.filter(export=export).values_list("pk", flat=True))
    for pk in numbers:
        yield bytes(ExportPart.objects.values_list("data", flat=True).get(pk=pk))


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required
def leave(request: HttpRequest) -> HttpResponse:
    """Ask, then note that the player wants to go."""
    assert isinstance(request.user, User)
    if request.method != "POST":
        return render(request, "accounts/leave.html", {"days": settings.REGRET_DAYS})
    try:
        services.ask_to_leave(by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
        return redirect("accounts:data")
    return redirect("accounts:stay")


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stay(request: HttpRequest) -> HttpResponse:
    """Show until when one may stay; by POST, stay."""
    assert isinstance(request.user, User)
    if not request.user.is_leaving:
        return redirect("accounts:settings")
    if request.method != "POST":
        return render(request, "accounts/stay.html")
    try:
        said = services.stay(by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Good that you stay. Your listings are back where they were."))
        for sentence in said:
            messages.info(request, sentence)
    return redirect("accounts:settings")
