"""The page of a mailing: how far it is, what steers it, and what became of each letter."""

from __future__ import annotations

from typing import cast
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.models import User
from mailing import switch
from mailing.rows import Status
from newsletter.models import Mailing
from newsletter.rights import RELEASE, SEE, check_right
from newsletter.selectors.letters import page_of_letters
from newsletter.selectors.mailings import unsubscribed_since
from newsletter.selectors.progress import progress_of
from newsletter.views.mailings import buttons_of, in_words

# Longer than any address; who pastes a letter finds nothing.
LONGEST_SEARCH = 320


@never_cache
@require_safe
def letters(request: HttpRequest, mailing_id: int) -> HttpResponse:
    """Show how far the mailing is, and a page of its letters; `status`, `q` and `from` say which."""
    check_right(request, SEE)
    found = Mailing.objects.defer("html", "text").select_related("released_by")
    mailing = get_object_or_404(found, pk=mailing_id)
    status, reader = request.GET.get("status", ""), request.GET.get("q", "").strip()[:LONGEST_SEARCH]
    page = page_of_letters(mailing, status=status, reader=reader, start=request.GET.get("from", ""))
    asked = {"status": status, "q": reader}
    context = {
        "letters": page.letters,
        "asked": asked,
        "is_first": "from" not in request.GET,
        "first": urlencode(asked),
        "following": urlencode(asked | {"from": page.following}) if page.following else "",
        "statuses": Status.choices,
        **_progress(mailing, cast("User", request.user)),
    }
    return render(request, "newsletter/cms/letters.html", context)


def _progress(mailing: Mailing, user: User) -> dict[str, object]:
    now = progress_of(mailing)
    may_send_again = (
        user.has_perm(RELEASE) and not mailing.is_cancelled and mailing.letters_forgotten_at is None
    )
    return {
        "mailing": mailing,
        "mail_is_stopped": switch.is_stopped(),
        "counts": [(status.value, status.label, now.counts[status]) for status in Status],
        "progress": now,
        "left": in_words(now.seconds_left),
        "buttons": buttons_of(mailing, user),
        "may_send_again": may_send_again,
        "doubtful": now.counts[Status.UNCERTAIN] if may_send_again else 0,
        "unsubscribed": unsubscribed_since(mailing),
    }
