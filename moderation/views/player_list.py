"""Players as moderators look for them; accounts are managed elsewhere, by administrators."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic

from accounts.models import User
from accounts.selectors import state_of
from common.cms_lists import CountingPaginator
from moderation.rights import check_moderator

PER_PAGE = 40


class PlayerIndex(generic.IndexView):
    """Find a player by name; who manages accounts finds and sees addresses, too."""

    model = User
    page_title = gettext_lazy("Players")
    header_icon = "user"
    template_name = "wagtailadmin/generic/index.html"
    results_template_name = "wagtailadmin/generic/index_results.html"
    paginate_by = PER_PAGE
    paginator_class = CountingPaginator
    default_ordering = "display_name"
    is_searchable = True
    # Django finds by letters within a name; the CMS's index would know whole words alone.
    search_backend_name = None
    show_export_buttons = False
    any_permission_required: ClassVar[list[str]] = []
    permission_policy = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        check_moderator(request)
        return super().dispatch(request, *args, **kwargs)

    @property
    def sees_addresses(self) -> bool:
        return bool(self.request.user.has_perm("accounts.change_user"))

    @property
    def search_fields(self) -> list[str]:
        return ["display_name", "email"] if self.sees_addresses else ["display_name"]

    def get_base_queryset(self) -> QuerySet[User]:
        return User.objects.filter(erased_at=None, display_name__gt="")

    def get_file_url(self, instance: User) -> str:
        return reverse("players:file", args=[instance.pk])

    @cached_property
    def columns(self) -> list[Column]:
        columns: list[Column] = [
            TitleColumn("display_name", label=_("Name"), get_url=self.get_file_url, sort_key="display_name"),
            Column("trust", label=_("Level"), accessor="get_trust_display", sort_key="trust"),
            Column("state", label=_("State"), accessor=lambda player: state_of(player).label),
            DateColumn("date_joined", label=_("Joined"), sort_key="date_joined"),
        ]
        if self.sees_addresses:
            columns.insert(1, Column("email", label=_("E-mail"), sort_key="email"))
        return columns
