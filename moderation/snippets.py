"""What moderators keep as snippets."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.admin.ui.tables import BooleanColumn, Column

from common.cms_lists import KeptSnippets
from moderation.models import CannedReason, WatchedWord


class CannedReasonViewSet(KeptSnippets):
    """Ready reasons; the first nine have a key each."""

    model = CannedReason
    icon = "comment"
    list_display = ["name", "position"]


class DryRunPanel(Panel):
    """A button that tries the form as it stands, in a tab of its own."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "moderation/dry_run_panel.html"


class WatchedWordViewSet(KeptSnippets):
    """Watched words, rule by rule."""

    model = WatchedWord
    icon = "view"
    menu_label = _("Watched words")
    menu_order = 93
    add_to_admin_menu = True
    list_display: list[Any] = [
        "__str__",
        Column("kind", label=_("Kind"), accessor="get_kind_display"),
        Column("action", label=_("What happens"), accessor="get_action_display"),
        BooleanColumn("is_on", label=pgettext_lazy("rule", "On")),
    ]
    list_filter = ["action", "kind", "is_on"]
    search_fields = ["watched", "note"]
    panels = [
        FieldPanel("watched"),
        FieldPanel("kind"),
        FieldPanel("action"),
        FieldPanel("note"),
        DryRunPanel(heading=_("What the rule would find")),
        FieldPanel("is_on"),
    ]
