"""The game in the CMS: the choices of its facts, which moderators keep, and its patches."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.admin.viewsets.base import ViewSet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from ads.models import LevelRange, PlayHours, Server
from ads.rights import PUBLISH_PATCH
from ads.views import patches
from common.cms_lists import KeptSnippets


class NobodyDeletes(ModelPermissionPolicy):
    """A choice is retired instead: listings, and old revisions of them, name it."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "delete" and bool(super().user_has_permission(user, action))


class FactViewSet(KeptSnippets):
    """One fact's choices: add, rename, put in order, retire."""

    list_display = ["name", BooleanColumn("retired", label=_("Retired"))]
    list_filter = ["retired"]
    icon = "tag"

    @property
    def permission_policy(self) -> NobodyDeletes:
        return NobodyDeletes(self.model)


class ServerViewSet(FactViewSet):
    model = Server
    icon = "site"


class LevelRangeViewSet(FactViewSet):
    model = LevelRange


class PlayHoursViewSet(FactViewSet):
    model = PlayHours
    icon = "time"


class GameFacts(SnippetViewSetGroup):
    """Their place in the menu."""

    items = (ServerViewSet, LevelRangeViewSet, PlayHoursViewSet)
    menu_label = _("Game facts")
    menu_icon = "tag"
    menu_order = 210


class PatchesViewSet(ViewSet):
    """`/cms/patches/`: a patch is out, so older texts say so until they are confirmed."""

    name = "patches"
    url_prefix = "patches"
    icon = "rotate"
    menu_label = _("Patches")
    menu_order = 211
    add_to_admin_menu = True

    def get_menu_item(self, order: int | None = None) -> MenuItem:
        """Show the item to administrators."""
        item = super().get_menu_item(order)
        item.is_shown = lambda request: request.user.has_perm(PUBLISH_PATCH)
        return item

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", patches.index, name="index"),
            path("<int:patch_id>/withdraw/", patches.withdraw, name="withdraw"),
        ]
