"""Lists in the CMS that answer only what they offer."""

from __future__ import annotations

from typing import Any

from django.urls import reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy
from wagtail.admin.paginator import WagtailPaginator
from wagtail.snippets.views import snippets
from wagtail_modeladmin.views import IndexView

# What the filters that Django brings write into an address.
LOOKUPS = frozenset({"", "exact", "gte", "lt", "isnull", "isempty"})


class CountingPaginator(WagtailPaginator):
    """Counts without the name of what it counts: joined to a number, a name would need a form of its own."""

    @cached_property
    def items_count_label(self) -> str:
        return gettext("In all: %(count)d") % {"count": self.count}


class SnippetIndex(snippets.IndexView):
    """A list of snippets that counts so."""

    paginator_class = CountingPaginator


class KeptSnippets(snippets.SnippetViewSet):
    """What staff keep as snippets, with a path of links that speaks the reader's language.

    Wagtail reads the words of the path when the site starts, in whatever language that is.
    """

    index_view_class = SnippetIndex
    # Wagtail's view of a copy saves over the original when its own address is sent to.
    copy_view_enabled = False

    @property
    def breadcrumbs_items(self) -> list[dict[str, Any]]:
        home = {"url": reverse_lazy("wagtailadmin_home"), "label": gettext_lazy("Home")}
        if self.get_menu_item_is_registered():
            return [home]
        return [home, {"url": reverse_lazy("wagtailsnippets:index"), "label": gettext_lazy("Snippets")}]


class OfferedFiltersOnly(IndexView):
    """Drops every filter from the address that the list doesn't show.

    wagtail-modeladmin takes any field's lookup, also across relations: whoever sees a list could ask it,
    letter by letter, for texts that are hidden and for passwords.
    """

    paginator_class = CountingPaginator

    def get_filters_params(self, params: Any = None) -> dict[str, Any]:
        return {
            name: value
            for name, value in super().get_filters_params(params).items()
            if self._is_offered(name)
        }

    def _is_offered(self, name: str) -> bool:
        field, _separator, lookup = name.partition("__")
        return lookup in LOOKUPS and field in {_name_of(entry) for entry in self.list_filter}


def _name_of(entry: Any) -> str:
    """Return the parameter of one entry of `list_filter`: a field, a field with its filter, or a filter."""
    name: str = getattr(entry, "parameter_name", None) or (entry[0] if isinstance(entry, tuple) else entry)
    return name
