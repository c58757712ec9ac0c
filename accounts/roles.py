"""The shipped groups, in the language of who reads: code and rows know them by their names."""

from __future__ import annotations

from django import forms
from django.contrib.auth.models import Group
from django.utils.translation import pgettext_lazy

SHIPPED = {
    "Moderators": pgettext_lazy("group", "Moderators"),
    "Editors": pgettext_lazy("group", "Editors"),
    "Administrators": pgettext_lazy("group", "Administrators"),
}


def role_of(group: Group) -> str:
    """Return what people call the group; one that an owner added is called as it was named."""
    return str(SHIPPED.get(group.name, group.name))


class RolesField(forms.ModelMultipleChoiceField):
    """Groups to choose from, by what people call them."""

    def label_from_instance(self, group: Group) -> str:
        return role_of(group)
