"""Staff's pages of groups in the CMS, with the names that people use."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.users.forms import GroupForm
from wagtail.users.views.groups import EditView, GroupViewSet, IndexView

from accounts.roles import SHIPPED, role_of


class RoleForm(GroupForm):
    """Rights of a group; the name of a shipped one stays, since code looks for it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.name in SHIPPED:
            self.fields["name"].disabled = True
            self.fields["name"].help_text = _("The site knows this group by this name.")


class RoleIndex(IndexView):
    """The list of groups."""

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn(
                "name",
                label=_("Name"),
                accessor=role_of,
                sort_key="name",
                url_name="wagtailusers_groups:edit",
            )
        ]


class RoleEdit(EditView):
    """One group."""

    object: Group

    def get_page_subtitle(self) -> str:
        return role_of(self.object)


class RoleViewSet(GroupViewSet):
    """`/cms/groups/`."""

    index_view_class = RoleIndex
    edit_view_class = RoleEdit

    def get_form_class(self, for_update: bool = False) -> type[GroupForm]:
        return RoleForm
