"""People in the CMS, in place of Wagtail's own user pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import django_filters
from django.forms import CheckboxSelectMultiple
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.users.views.users import UserFilterSet, UserViewSet

from accounts.forms.cms import PlayerCreationForm, PlayerEditForm
from accounts.models import User
from accounts.views import cms_players


class PlayerFilters(UserFilterSet):
    """By activity, group, level and last log-in."""

    trust = django_filters.MultipleChoiceFilter(
        label=_("Level"), choices=User.Trust, widget=CheckboxSelectMultiple
    )

    class Meta(UserFilterSet.Meta):
        model = User
        fields: list[str] = []


class PlayerViewSet(UserViewSet):
    """`/cms/users/`: find, add, change, close; nobody is deleted here."""

    menu_label = _("People")
    ordering = "display_name"
    filterset_class = PlayerFilters
    index_view_class = cms_players.PlayerIndex
    add_view_class = cms_players.PlayerCreate
    edit_view_class = cms_players.PlayerEdit
    # Wagtail's view of a copy saves over the original when its own address is sent to.
    copy_view_enabled = False
    create_template_name = "wagtailadmin/generic/create.html"
    edit_template_name = "wagtailadmin/generic/edit.html"
    index_template_name = "wagtailadmin/generic/index.html"
    index_results_template_name = "wagtailadmin/generic/index_results.html"

    def get_form_class(self, for_update: bool = False) -> type[Any]:
        return PlayerEditForm if for_update else PlayerCreationForm

    @cached_property
    def delete_view(self) -> Callable[..., HttpResponseBase]:
        """Wagtail's address of deletion closes the account instead."""
        return cms_players.deactivate

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("deactivate/<int:pk>/", cms_players.deactivate, name="deactivate"),
            path("activate/<int:pk>/", cms_players.activate, name="activate"),
        ]
