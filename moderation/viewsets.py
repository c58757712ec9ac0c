"""The moderators' list of listings: everything that waits first, oldest on top."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import ButtonsColumnMixin, Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets.button import Button, ButtonWithDropdown

from ads.models import AdStatus, BoardEntry
from common.cms_lists import CountingPaginator
from moderation import rights
from moderation.views import alarms, bulk, desk, listings, newcomers, players, watched, waves
from moderation.views.player_list import PlayerIndex


class EntryFilters(WagtailFilterSet):
    class Meta:
        model = BoardEntry
        fields: ClassVar[list[str]] = ["status", "pending", "category"]


class TitleWithActions(ButtonsColumnMixin, TitleColumn):
    """The title leads to the editor; moves that Wagtail doesn't know stand in the row's menu."""

    def get_buttons(self, instance: BoardEntry, parent_context: dict[str, Any]) -> list[Button]:
        moves = row_buttons(instance)
        label = _("More options for “%(title)s”") % {"title": instance.title}
        menu = ButtonWithDropdown(buttons=moves, icon_name="dots-horizontal", attrs={"aria-label": label})
        return [menu] if moves else []


def row_buttons(entry: BoardEntry) -> list[Button]:
    """The moves that the entry's state allows."""
    buttons = []
    if entry.status in (AdStatus.LIVE, AdStatus.CLOSED, AdStatus.EXPIRED):
        buttons.append(Button(_("See on the site"), url=entry.url, icon_name="view"))
        buttons.append(Button(_("Hide"), url=reverse("moderation:hide", args=[entry.pk]), icon_name="lock"))
    if entry.status == AdStatus.HIDDEN:
        buttons.append(
            Button(_("Restore"), url=reverse("moderation:restore", args=[entry.pk]), icon_name="lock-open")
        )
    return buttons


class EntryIndex(generic.IndexView):
    """One query for a page of listings, whatever their number: the narrow table again."""

    model = BoardEntry
    page_title = _("Listings")
    header_icon = "clipboard-list"
    template_name = "wagtailadmin/generic/index.html"
    results_template_name = "wagtailadmin/generic/index_results.html"
    filterset_class = EntryFilters
    paginator_class = CountingPaginator
    paginate_by = 40
    search_fields: ClassVar[list[str]] = ["title", "author__display_name", "author__email"]
    default_ordering = ("-waits", "submitted_at", "-updated_at")
    is_searchable = True
    show_export_buttons = False
    any_permission_required: ClassVar[list[str]] = []
    permission_policy = None

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        rights.check_moderator(request)
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self) -> QuerySet[BoardEntry]:
        waits = Q(status=AdStatus.IN_MODERATION) | Q(pending=AdStatus.IN_MODERATION)
        return (
            BoardEntry.objects.select_related("author")
            .defer("search", "search_text")
            .annotate(waits=ExpressionWrapper(waits, output_field=BooleanField()))
        )

    def get_edit_url(self, instance: BoardEntry) -> str:
        return reverse("wagtailadmin_pages:edit", args=[instance.pk])

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleWithActions("title", label=_("Title"), get_url=self.get_edit_url),
            Column("get_status_display", label=_("State"), accessor="get_status_display"),
            Column("get_pending_display", label=_("Pending edit"), accessor=pending_in_words),
            Column("category", label=_("Category"), accessor="get_category_display"),
            Column("author", label=_("Author"), accessor="author.display_name"),
            DateColumn("submitted_at", label=_("Sent")),
            DateColumn("updated_at", label=_("Changed")),
        ]


def pending_in_words(entry: BoardEntry) -> str:
    return str(entry.get_pending_display()) if entry.pending else ""


class DeskViewSet(ViewSet):
    """`/cms/desk/`: what waits, and its decisions."""

    name = "desk"
    url_prefix = "desk"
    icon = "tasks"
    menu_label = _("Desk")
    menu_order = 80
    add_to_admin_menu = True

    def get_menu_item(self, order: int | None = None) -> MenuItem:
        """Show the item to those who decide."""
        item = super().get_menu_item(order)
        item.is_shown = lambda request: rights.is_moderator(request.user)
        return item

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", desk.index, name="index"),
            path("next/", desk.take_next, name="next"),
            path("bulk/", bulk.decide, name="bulk"),
            path("<int:case_id>/", desk.card, name="card"),
            path("<int:case_id>/take/", desk.take, name="take"),
            path("<int:case_id>/release/", desk.release, name="release"),
            path("<int:case_id>/decide/", desk.decide, name="decide"),
        ]


class PlayersViewSet(ViewSet):
    """`/cms/players/`: every player, and each one's record; accounts are managed under /cms/users/."""

    name = "players"
    url_prefix = "players"
    icon = "user"
    menu_label = _("Players")
    menu_order = 92
    add_to_admin_menu = True

    def get_menu_item(self, order: int | None = None) -> MenuItem:
        """Show the item to those who decide."""
        item = super().get_menu_item(order)
        item.is_shown = lambda request: rights.is_moderator(request.user)
        return item

    def get_urlpatterns(self) -> list[URLPattern]:
        index = {"index_url_name": "players:index", "index_results_url_name": "players:index_results"}
        return [
            path("", PlayerIndex.as_view(**index), name="index"),
            path("results/", PlayerIndex.as_view(**index, results_only=True), name="index_results"),
            path("<int:player_id>/", players.player, name="file"),
            path("sanctions/<int:sanction_id>/lift/", players.lift, name="lift"),
        ]


class WavesViewSet(ViewSet):
    """`/cms/waves/`: accounts that belong together, swept away in one step and brought back in one."""

    name = "waves"
    url_prefix = "waves"
    icon = "group"
    menu_label = _("Waves")
    menu_order = 95
    add_to_admin_menu = True

    def get_menu_item(self, order: int | None = None) -> MenuItem:
        """Show the item to those who decide."""
        item = super().get_menu_item(order)
        item.is_shown = lambda request: rights.is_moderator(request.user)
        return item

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", waves.index, name="index"),
            path("<int:sweep_id>/undo/", waves.undo, name="undo"),
        ]


class DryRunViewSet(ViewSet):
    """`/cms/watched/`: what a rule about words would find; the rules themselves are snippets."""

    name = "watched"
    url_prefix = "watched"

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("dry-run/", watched.typed, name="typed"),
            path("<int:rule_id>/dry-run/", watched.stored, name="stored"),
            path("<int:rule_id>/open-cases/", watched.open_cases, name="open_cases"),
        ]


class AlarmViewSet(ViewSet):
    """`/cms/alarm/`: for some hours nothing is public unseen, and new accounts wait."""

    name = "alarm"
    url_prefix = "alarm"
    icon = "warning"
    menu_label = _("Alarm")
    menu_order = 96
    add_to_admin_menu = True

    def get_menu_item(self, order: int | None = None) -> MenuItem:
        """Show the item to those who decide."""
        item = super().get_menu_item(order)
        item.is_shown = lambda request: rights.is_moderator(request.user)
        return item

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", alarms.index, name="index"),
            path("end/", alarms.end, name="end"),
            path("let-write/", newcomers.let_write, name="let_write"),
        ]


class ListingsViewSet(ViewSet):
    """`/cms/listings/` and its moves."""

    name = "moderation"
    url_prefix = "listings"
    icon = "clipboard-list"
    menu_label = _("Listings")
    menu_order = 90
    add_to_admin_menu = True

    def get_menu_item(self, order: int | None = None) -> MenuItem:
        """Show the item to those who may open the list."""
        item = super().get_menu_item(order)
        item.is_shown = lambda request: rights.is_moderator(request.user)
        return item

    def get_urlpatterns(self) -> list[URLPattern]:
        index = {"index_url_name": "moderation:index", "index_results_url_name": "moderation:index_results"}
        return [
            path("", EntryIndex.as_view(**index), name="index"),
            path("results/", EntryIndex.as_view(**index, results_only=True), name="index_results"),
            path("<int:ad_id>/hide/", listings.hide, name="hide"),
            path("<int:ad_id>/restore/", listings.restore, name="restore"),
        ]
