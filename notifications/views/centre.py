"""The notification centre."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.models import User
from common.keyset import Cursor
from common.post_doors import signed_in_post
from notifications import kinds, selectors, services
from notifications.models import Notification


@login_required
@never_cache
@require_safe
def notification_list(request: HttpRequest) -> HttpResponse:
    """List what happened, newest first."""
    assert isinstance(request.user, User)
    before = Cursor.decode(request.GET.get("before"))
    page, older = selectors.for_user(request.user, before=before)
    entries = [{"it": row, "line": kinds.line_of(row.kind, row.context, row.count)} for row in page]
    context = {"entries": entries, "older": older, "first": before is None}
    return render(request, "notifications/list.html", context)


@signed_in_post
def open_notification(request: HttpRequest, notification_id: int) -> HttpResponse:
    """Mark one as read and go where it happened."""
    assert isinstance(request.user, User)
    try:
        notification = services.mark_read(notification_id=notification_id, by=request.user)
    except Notification.DoesNotExist as error:
        raise Http404 from error
    return redirect(notification.url or "notifications:list")


@signed_in_post
def mark_read(request: HttpRequest, notification_id: int) -> HttpResponse:
    """Mark one as read and stay."""
    assert isinstance(request.user, User)
    try:
        services.mark_read(notification_id=notification_id, by=request.user)
    except Notification.DoesNotExist as error:
        raise Http404 from error
    return redirect("notifications:list")


@signed_in_post
def mark_all_read(request: HttpRequest) -> HttpResponse:
    """Mark all as read."""
    assert isinstance(request.user, User)
    services.mark_all_read(by=request.user)
    messages.success(request, _("All read."))
    return redirect("notifications:list")
