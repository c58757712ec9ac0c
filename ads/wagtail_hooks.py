"""The CMS: a moderator's form publishes only what the moderator has seen."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from ads.errors import ReviewOutdated
from ads.models import AdPage
from ads.viewsets import GameFacts

register_snippet(GameFacts)


@hooks.register("register_log_actions")
def name_our_acts(actions: LogActionRegistry) -> None:
    """Name in Wagtail's history what moderators do by our own verbs."""
    actions.register_action("board.hide", _("Hide from the board"), _("Hidden from the board"))
    actions.register_action("board.restore", _("Back on the board"), _("Put back on the board"))


@hooks.register("before_edit_page")
def refuse_outdated_form(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse a form that was loaded before somebody saved a newer text: it would publish over it.

    Wagtail sends the revision that the form shows as `loaded_revision_id`, or the one it has saved since
    as `overwrite_revision_id`; a decision without either can't be checked, so it isn't taken.
    """
    if request.method != "POST" or not isinstance(page.specific_deferred, AdPage):
        return None
    seen = request.POST.get("overwrite_revision_id") or request.POST.get("loaded_revision_id")
    decides = "action-workflow-action" in request.POST or "action-publish" in request.POST
    if (seen and seen == str(page.latest_revision_id)) or (not seen and not decides):
        return None
    messages.error(
        request, str(ReviewOutdated()) if seen else _("Open the page again and decide from there.")
    )
    return redirect("wagtailadmin_pages:edit", page.pk)
