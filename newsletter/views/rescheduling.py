"""Another moment, and another pace, for a mailing that hasn't begun."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from accounts.models import User
from common.errors import DomainError
from newsletter import services
from newsletter.forms import ReschedulingForm
from newsletter.models import Mailing
from newsletter.rights import RELEASE, check_right
from newsletter.services.pacing import pace_of


@never_cache
@require_http_methods(["GET", "POST"])
def reschedule(request: HttpRequest, mailing_id: int) -> HttpResponse:
    """Show when the letters go and how fast; on POST change it."""
    check_right(request, RELEASE)
    mailing = get_object_or_404(Mailing.objects.defer("html", "text"), pk=mailing_id)
    sent = request.POST if request.method == "POST" else None
    form = ReschedulingForm(sent, initial=ReschedulingForm.showing(pace_of(mailing)))
    context = {"mailing": mailing, "pace": form}
    if not mailing.waits_for_its_moment:
        return render(request, "newsletter/cms/reschedule.html", context, status=409)
    if not form.is_valid():
        status = 400 if form.is_bound else 200
        return render(request, "newsletter/cms/reschedule.html", context, status=status)
    try:
        services.reschedule_mailing(mailing_id=mailing.pk, by=cast("User", request.user), pace=form.pace)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Saved. The letters go when their moment has come."))
    return redirect("newsletter_mailings:letters", mailing.pk)
