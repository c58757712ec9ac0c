"""Lists in the CMS that answer only what they offer."""

from __future__ import annotations

from typing import Any

from wagtail_modeladmin.views import IndexView

# What the filters that Django brings write into an address.
LOOKUPS = frozenset({"", "exact", "gte", "lt", "isnull", "isempty"})


class OfferedFiltersOnly(IndexView):
    """Drops every filter from the address that the list doesn't show.

    wagtail-modeladmin takes any field's lookup, also across relations: whoever sees a list could ask it,
    letter by letter, for texts that are hidden and for passwords.
    """

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
