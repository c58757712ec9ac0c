"""The moderators' part of the CMS."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import WorkflowObjectsToModeratePanel
from wagtail.models import Page
from wagtail.query import PageQuerySet
from wagtail_modeladmin.options import modeladmin_register

from ads.models import AdPage, BoardPage
from moderation.admin import ActAdmin
from moderation.viewsets import ListingsViewSet

modeladmin_register(ActAdmin)


@hooks.register("register_admin_viewset")
def listings_viewset() -> ListingsViewSet:
    return ListingsViewSet()


@hooks.register("construct_explorer_page_queryset")
def keep_ads_out_of_explorer(parent: Page, pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """Leave ads out of the page explorer: with many of them it loads all at once; our list shows them."""
    return pages.not_type(AdPage) if isinstance(parent.specific_deferred, BoardPage) else pages


class OldestFirst(WorkflowObjectsToModeratePanel):
    """Wagtail's panel of what waits, in the order in which it should be decided."""

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        context["states"].reverse()
        return context


@hooks.register("construct_homepage_panels")
def show_oldest_first(request: HttpRequest, panels: list[Component]) -> None:
    """Put our panel in the place of Wagtail's."""
    panels[:] = [OldestFirst() if isinstance(p, WorkflowObjectsToModeratePanel) else p for p in panels]
