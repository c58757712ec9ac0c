"""People in the CMS, in place of Wagtail's own user pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.forms import CheckboxSelectMultiple, RadioSelect
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.users.views.users import UserFilterSet, UserViewSet

from accounts.forms.cms import PlayerCreationForm, PlayerEditForm
from accounts.models import User
from accounts.roles import role_of
from accounts.selectors.people import State, in_state, seen_since
from accounts.views import cms_decisions, cms_players


class PlayerFilters(UserFilterSet):
    """By state, group, level, and when the person was last seen."""

    state = django_filters.ChoiceFilter(
        label=_("State"), choices=State, method="filter_state", widget=RadioSelect, empty_label=_("All")
    )
    trust = django_filters.MultipleChoiceFilter(
        label=_("Level"), choices=User.Trust, widget=CheckboxSelectMultiple
    )
    seen_within = django_filters.NumberFilter(
        label=_("Seen within so many days"), method="filter_seen", min_value=1, max_value=36_500
    )
    unseen_for = django_filters.NumberFilter(
        label=_("Not seen for so many days"), method="filter_unseen", min_value=1, max_value=36_500
    )

    class Meta(UserFilterSet.Meta):
        model = User
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Wagtail's switch knows two of our states.
        self.filters.pop("is_active", None)
        self.filters["group"].field.label_from_instance = role_of

    def filter_state(self, people: QuerySet[User], name: str, value: str) -> QuerySet[User]:
        return in_state(people, value)

    def filter_seen(self, people: QuerySet[User], name: str, days: Decimal) -> QuerySet[User]:
        return people.filter(seen_since(timezone.now() - timedelta(days=int(days))))

    def filter_unseen(self, people: QuerySet[User], name: str, days: Decimal) -> QuerySet[User]:
        return people.exclude(seen_since(timezone.now() - timedelta(days=int(days))))


class PlayerViewSet(UserViewSet):
    """`/cms/users/`: find, add, change, close; deleting asks for the name."""

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
        return cms_decisions.deactivate

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("deactivate/<int:pk>/", cms_decisions.deactivate, name="deactivate"),
            path("activate/<int:pk>/", cms_decisions.activate, name="activate"),
            path("unlock/<int:pk>/", cms_decisions.unlock, name="unlock"),
            path("erase/<int:pk>/", cms_decisions.erase, name="erase"),
        ]
