"""The author's moves on an ad, by POST; one that the state forbids says so and changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from math import ceil
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from accounts.models import User
from ads import services
from ads.errors import NotAdAuthor
from ads.models import AdPage, AdStatus, BoardEntry
from common.ages import day_in_words
from common.errors import DomainError
from common.limits import spend
from common.way_back import address_here


@require_POST
def move(request: HttpRequest, ad_id: int, *, verb: Callable[..., Any], done: Any) -> HttpResponse:
    """Call a verb and go back to `next` or to one's listings; `done` is what to say, or makes it of the
    verb's result.
    """
    back = _back(request)
    if not request.user.is_authenticated:
        # Not this address: it takes no GET, which is what follows the log-in.
        return redirect_to_login(back)
    try:
        spend(request, "listing-move")
        result = verb(ad_id=ad_id, by=request.user)
    except (BoardEntry.DoesNotExist, NotAdAuthor) as error:
        raise Http404 from error
    except DomainError as error:
        messages.error(request, str(error))
        return redirect(back)
    messages.success(request, done(result) if callable(done) else done)
    return redirect("listings:edit", result.pk) if isinstance(result, AdPage) else redirect(back)


def _back(request: HttpRequest) -> str:
    return address_here(request, request.POST.get("next", "")) or reverse("listings:mine")


def _sent(entry: BoardEntry) -> str:
    """A trusted author's text needs no moderator."""
    waits = AdStatus.IN_MODERATION in (entry.status, entry.pending)
    return _("Sent. A moderator will look at it.") if waits else _("Published: it is on the board.")


def _renewed(entry: BoardEntry) -> str:
    assert entry.expires_at is not None
    day = day_in_words(timezone.localdate(entry.expires_at))
    return _("Renewed: it stands on the board until %(day)s.") % {"day": day}


def _closed(entry: BoardEntry) -> str:
    closed = _("Closed. Nobody can respond now; the responses are kept.")
    if not entry.response_count or not settings.UNDO_SECONDS:
        return closed
    minutes = ceil(settings.UNDO_SECONDS / 60)
    told = ngettext(
        "Who waits for you hears of it in %(count)d minute, unless you open it again.",
        "Who waits for you hears of it in %(count)d minutes, unless you open it again.",
        minutes,
    )
    return f"{closed} {told % {'count': minutes}}"


def copy(request: HttpRequest, ad_id: int) -> HttpResponse:
    """Begin a new listing with the text of an old one: it is one more, and counts as one."""

    def counted(*, ad_id: int, by: User) -> AdPage:
        spend(request, "listing-create")
        return services.copy_ad(ad_id=ad_id, by=by)

    return move(request, ad_id, verb=counted, done=_("Here is its text as a new draft."))


submit = partial(move, verb=services.submit_ad, done=_sent)
withdraw = partial(
    move, verb=services.withdraw_ad, done=gettext_lazy("Taken back. You can change it and send it again.")
)
discard = partial(
    move, verb=services.discard_edit, done=gettext_lazy("The edit is gone; the board's text stays.")
)
close = partial(
    move,
    verb=services.close_ad,
    done=_closed,
)
bump = partial(move, verb=services.bump_ad, done=gettext_lazy("Bumped: it stands on top of the board."))
confirm = partial(move, verb=services.confirm_ad, done=gettext_lazy("Confirmed: the text is still true."))
renew = partial(move, verb=services.renew_ad, done=_renewed)
resume = partial(
    move, verb=services.resume_ad, done=gettext_lazy("It is back on the board and takes responses.")
)
delete = partial(move, verb=services.delete_ad, done=gettext_lazy("Deleted."))
