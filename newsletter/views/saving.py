"""The CMS: what the buttons of an issue do once its text is saved."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages

from accounts.models import User
from common.errors import DomainError
from newsletter import services
from newsletter.models import NewsletterPage
from newsletter.models.review import GO_ON


def after_saving(request: HttpRequest, page: NewsletterPage) -> HttpResponse | None:
    """Go on to what the pressed button asks for; the text is saved already."""
    if "action-newsletter-release" in request.POST or request.POST.get("workflow-action-name") == GO_ON:
        return redirect("newsletter_mailings:release", page.pk)
    # What saves by itself while somebody writes has no place for messages.
    if page.released_mailing is not None and request.accepts("text/html"):
        messages.warning(request, _("The letter of this issue is frozen: what you saved changes no letter."))
    if "action-newsletter-test" not in request.POST:
        return None
    user = cast("User", request.user)
    try:
        services.send_test(page_id=page.pk, by=user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("A test letter is on its way to %(address)s.") % {"address": user.email})
    return redirect("wagtailadmin_pages:edit", page.pk)
