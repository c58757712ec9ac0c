"""Topics and segments in the CMS, kept by editors."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from ads.viewsets import NobodyDeletes
from common.cms_lists import KeptSnippets
from newsletter.models import Segment, Topic


class TopicViewSet(KeptSnippets):
    """Readers choose among these."""

    model = Topic
    icon = "tag"
    list_display = [
        "name",
        BooleanColumn("is_default", label=_("Chosen at first")),
        BooleanColumn("retired", label=_("Retired")),
    ]

    @property
    def permission_policy(self) -> NobodyDeletes:
        return NobodyDeletes(self.model)


class SegmentViewSet(KeptSnippets):
    """The release page takes their conditions over."""

    model = Segment
    icon = "group"
    list_display = ["name", "topic", "language", "seen_within_days"]


class ReadersOfTheNewsletter(SnippetViewSetGroup):
    """Their place in the menu."""

    items = (TopicViewSet, SegmentViewSet)
    menu_label = pgettext_lazy("newsletter", "Readers")
    menu_icon = "group"
    menu_order = 115
