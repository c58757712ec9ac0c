"""The moderators' part of the CMS."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import WorkflowObjectsToModeratePanel
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail.query import PageQuerySet
from wagtail.snippets.models import register_snippet
from wagtail_modeladmin.options import modeladmin_register

from accounts.models import User
from ads.models import AdPage, BoardPage
from moderation.admin import ActAdmin
from moderation.models import Alarm, WatchedWord
from moderation.rights import is_moderator
from moderation.selectors.players import players_who_wait
from moderation.selectors.queue import queue
from moderation.snippets import CannedReasonViewSet, WatchedWordViewSet
from moderation.viewsets import (
    AlarmViewSet,
    DeskViewSet,
    DryRunViewSet,
    ListingsViewSet,
    PlayersViewSet,
    WavesViewSet,
)

ON_THE_HOME_PAGE = 8

modeladmin_register(ActAdmin)


register_snippet(CannedReasonViewSet)
register_snippet(WatchedWordViewSet)


@hooks.register("register_snippet_listing_buttons")
def lead_to_the_dry_run(snippet: Model, user: User, next_url: str | None = None) -> Iterator[Button]:
    """Try a rule about words from the list of rules."""
    if isinstance(snippet, WatchedWord):
        url = reverse("watched:stored", args=[snippet.pk])
        yield Button(_("Try the rule"), url=url, icon_name="search", priority=20)


@hooks.register("register_admin_viewset")
def desk_viewset() -> DeskViewSet:
    return DeskViewSet()


@hooks.register("register_admin_viewset")
def players_viewset() -> PlayersViewSet:
    return PlayersViewSet()


@hooks.register("register_admin_viewset")
def dry_run_viewset() -> DryRunViewSet:
    return DryRunViewSet()


@hooks.register("register_admin_viewset")
def waves_viewset() -> WavesViewSet:
    return WavesViewSet()


@hooks.register("register_admin_viewset")
def alarm_viewset() -> AlarmViewSet:
    return AlarmViewSet()


@hooks.register("register_user_listing_buttons")
def lead_to_the_file(user: User, request_user: User) -> list[Button]:
    """Lead from the list of people to what moderators know of a person."""
    if not is_moderator(request_user):
        return []
    url = reverse("players:file", args=[user.pk])
    return [Button(_("Record and sanctions"), url=url, icon_name="history")]


@hooks.register("register_admin_viewset")
def listings_viewset() -> ListingsViewSet:
    return ListingsViewSet()


@hooks.register("construct_explorer_page_queryset")
def keep_ads_out_of_explorer(parent: Page, pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """Leave ads out of the page explorer: with many of them it loads all at once; our list shows them."""
    return pages.not_type(AdPage) if isinstance(parent.specific_deferred, BoardPage) else pages


class DeskPanel(Component):
    """What waits, on the home page of the CMS: the counts and the oldest few."""

    name = "desk"
    template_name = "moderation/desk_panel.html"
    order = 50

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        return {"queue": queue(limit=ON_THE_HOME_PAGE), "csrf_token": parent_context.get("csrf_token")}


class AlarmPanel(Component):
    """The alarm while it is on, and the accounts that still wait because of one."""

    name = "alarm"
    template_name = "moderation/alarm_panel.html"
    order = 1

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        return {"alarm": Alarm.current(), "waiting": players_who_wait()[1]}


@hooks.register("construct_homepage_panels")
def show_the_desk(request: HttpRequest, panels: list[Component]) -> None:
    """Put our panel in the place of Wagtail's, which lists all that waits at once, for those who decide."""
    if is_moderator(request.user):
        panels[:] = [panel for panel in panels if not isinstance(panel, WorkflowObjectsToModeratePanel)]
        panels.insert(0, DeskPanel())
        panels.insert(0, AlarmPanel())
