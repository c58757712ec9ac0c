"""The choices of the game's facts in the CMS, as snippets that moderators keep."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from ads.models import LevelRange, PlayHours, Server


class NobodyDeletes(ModelPermissionPolicy):
    """A choice is retired instead: listings, and old revisions of them, name it."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "delete" and bool(super().user_has_permission(user, action))


class FactViewSet(SnippetViewSet):
    """One fact's choices: add, rename, put in order, retire."""

    list_display = ["name", BooleanColumn("retired", label=_("Retired"))]
    list_filter = ["retired"]
    # Wagtail's view of a copy saves over the original when its own address is sent to.
    copy_view_enabled = False
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
    menu_label = _("Facts of the game")
    menu_icon = "tag"
    menu_order = 210
