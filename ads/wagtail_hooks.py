"""The CMS: a moderator's form publishes only what the moderator has seen."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page
from wagtail.query import PageQuerySet
from wagtail.snippets.models import register_snippet

from ads.errors import NotInReview, ReviewOutdated
from ads.models import VISIBLE_STATUSES, AdPage
from ads.viewsets import GameFacts, PatchesViewSet

register_snippet(GameFacts)


@hooks.register("register_admin_viewset")
def patches_viewset() -> PatchesViewSet:
    return PatchesViewSet()


@hooks.register("register_log_actions")
def name_our_acts(actions: LogActionRegistry) -> None:
    """Name in Wagtail's history what moderators do by our own verbs."""
    actions.register_action("board.hide", _("Hide from the board"), _("Hidden from the board"))
    actions.register_action("board.restore", _("Back on the board"), _("Put back on the board"))


@hooks.register("construct_page_chooser_queryset")
def choose_from_public_ads(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """Offer of the ads what everybody sees: to Wagtail a hidden one is live."""
    kept_back = AdPage.objects.exclude(entry__status__in=VISIBLE_STATUSES)
    return pages.exclude(pk__in=kept_back.values("pk"))


@hooks.register("construct_page_action_menu")
def offer_only_decisions(menu: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]) -> None:
    """Leave out of an ad's menu what its form would refuse."""
    page = context.get("page")
    if isinstance(page, AdPage):
        closed = "action-cancel-workflow" if page.workflow_in_progress else "action-save-draft"
        menu[:] = [item for item in menu if item.name != closed]


@hooks.register("before_edit_page")
def refuse_unasked_form(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse a form on what isn't sent to anybody: it is its author's alone. So is calling a review off.

    Refuse a form, too, that was loaded before somebody saved a newer text: it would publish over it.
    Wagtail sends the revision that the form shows as `loaded_revision_id`, or the one it has saved since
    as `overwrite_revision_id`; a decision without either can't be checked, so it isn't taken.
    """
    if request.method != "POST" or not isinstance(page.specific_deferred, AdPage):
        return None
    if "action-cancel-workflow" in request.POST or not page.workflow_in_progress:
        messages.error(request, str(NotInReview()))
        return redirect("wagtailadmin_pages:edit", page.pk)
    seen = request.POST.get("overwrite_revision_id") or request.POST.get("loaded_revision_id")
    decides = "action-workflow-action" in request.POST
    if (seen and seen == str(page.latest_revision_id)) or (not seen and not decides):
        return None
    messages.error(
        request, str(ReviewOutdated()) if seen else _("Open the page again and decide from there.")
    )
    return redirect("wagtailadmin_pages:edit", page.pk)
