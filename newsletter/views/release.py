"""The CMS: asking once more, then releasing; a test letter to oneself."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from accounts.models import User
from common.errors import DomainError
from newsletter import services
from newsletter.compose.letter import compose_letter
from newsletter.models import NewsletterPage
from newsletter.rights import RELEASE, check_right
from newsletter.selectors import audience

# Gmail shows no more of a letter than this.
LARGE_BYTES = 100 * 1024


@require_http_methods(["GET", "POST"])
def release(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show what would go to how many; on POST, release it."""
    check_right(request, RELEASE)
    page = get_object_or_404(NewsletterPage, pk=page_id)
    if request.method == "GET":
        return render(request, "newsletter/cms/release.html", _what_would_go(page))
    try:
        mailing = services.release_mailing(page_id=page.pk, by=cast("User", request.user))
    except DomainError as error:
        messages.error(request, str(error))
        return redirect("wagtailadmin_pages:edit", page.pk)
    messages.success(request, _("Released. The letters are on their way."))
    return redirect("newsletter_mailings:letters", mailing.pk)


def _what_would_go(page: NewsletterPage) -> dict[str, object]:
    issue = page.get_latest_revision_as_object()
    letter = compose_letter(issue)
    size = len(letter.html.encode())
    return {
        "issue": issue,
        "released": page.released_mailing is not None,
        "recipients": audience().count(),
        "size": size,
        "is_large": size > LARGE_BYTES,
    }


def after_saving(request: HttpRequest, page: NewsletterPage) -> HttpResponse | None:
    """Go on to what the pressed button asks for; the text is saved already."""
    if "action-newsletter-release" in request.POST:
        return redirect("newsletter_mailings:release", page.pk)
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
