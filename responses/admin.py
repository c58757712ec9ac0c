"""Responses in the CMS: read-only, for moderators; hiding and restoring are buttons of one response."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import admin
from django.contrib.admin.filters import EmptyFieldListFilter
from django.contrib.auth.models import AbstractUser
from django.db.models import BooleanField, QuerySet
from django.http import HttpRequest
from django.template.defaultfilters import yesno
from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail_modeladmin.helpers import PermissionHelper
from wagtail_modeladmin.options import ModelAdmin
from wagtail_modeladmin.views import InspectView

from common.cms_lists import OfferedFiltersOnly
from content.plain_links import plain_html
from responses.models import Response

if TYPE_CHECKING:
    from django.db.models import Field

BEGINNING = 80
# What the view shows beside the fields of the row.
ADDED = {"history": _("History"), "earlier_texts": _("Earlier texts")}


class ModeratorsOnly(PermissionHelper):
    """Who may view responses reads all of them; nobody writes them here."""

    def user_can_list(self, user: AbstractUser) -> bool:
        return user.has_perm("responses.view_response")

    def user_can_inspect_obj(self, user: AbstractUser, obj: Response) -> bool:
        return self.user_can_list(user)

    def user_can_create(self, user: AbstractUser) -> bool:
        return False

    def user_can_edit_obj(self, user: AbstractUser, obj: Response) -> bool:
        return False

    def user_can_delete_obj(self, user: AbstractUser, obj: Response) -> bool:
        return False


class ResponseView(InspectView):
    """One response with its history, and the button to hide it or bring it back."""

    page_title = _("Response")

    def get_field_label(self, field_name: str, field: Field | None = None) -> str:
        label = ADDED.get(field_name)
        return str(label) if label else super().get_field_label(field_name, field)

    def get_field_display_value(self, field_name: str, field: Field | None = None) -> object:
        if isinstance(field, BooleanField):
            return yesno(field.value_from_object(self.instance), gettext("yes,no,maybe"))
        if field_name == "text":
            return plain_html(self.instance.text)
        if field_name == "earlier_texts":
            return format_html_join("", "<p><strong>{}</strong></p>{}", self._earlier_texts())
        if field_name == "history":
            return format_html_join("", "<div>{} — {}, {}</div>", self._history())
        return super().get_field_display_value(field_name, field)

    def _earlier_texts(self) -> list[tuple[str, str]]:
        return [
            (f"{localtime(earlier.written_at):%d.%m.%Y %H:%M}", plain_html(earlier.text))
            for earlier in self.instance.earlier_texts.all()
        ]

    def _history(self) -> list[tuple[str, str, str]]:
        events = self.instance.events.select_related("by")
        return [(f"{localtime(e.at):%d.%m.%Y %H:%M}", e.get_what_display(), str(e.by or "—")) for e in events]

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        may_hide = self.request.user.has_perm("responses.hide_response")
        return super().get_context_data(may_hide=may_hide, **kwargs)


class ResponseAdmin(ModelAdmin):
    """What players answered each other."""

    model = Response
    base_url_path = "responses"
    menu_label = _("Responses")
    menu_icon = "comment"
    menu_order = 230
    permission_helper_class = ModeratorsOnly
    list_display = ("beginning", "author", "listing", "status", "created_at", "decided_at", "deleted_at")
    list_filter = ("status", "created_at", ("deleted_at", EmptyFieldListFilter))
    search_fields = ("text", "author__display_name", "author__email", "ad__entry__title")
    list_select_related = ("author",)
    ordering = ("-created_at",)
    list_per_page = 50
    index_view_class = OfferedFiltersOnly
    history_view_enabled = False
    inspect_view_enabled = True
    inspect_view_class = ResponseView
    inspect_template_name = "responses/cms_inspect.html"
    inspect_view_fields = [
        "text",
        "edited_at",
        "earlier_texts",
        "author",
        "recipient",
        "ad",
        "status",
        "created_at",
        "seen_at",
        "decided_at",
        "announced_at",
        "again_allowed",
        "deleted_at",
        "deleted_by",
        "history",
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Response]:
        return Response.objects.with_listing().newest_first()

    @admin.display(description=_("text"))
    def beginning(self, response: Response) -> str:
        return str(Truncator(response.text).chars(BEGINNING))

    @admin.display(description=_("listing"), ordering="ad__entry__title")
    def listing(self, response: Response) -> str:
        """Link to the listing by its title, which the query has brought along."""
        title = response.listing_title  # type: ignore[attr-defined]
        return format_html('<a href="{}">{}</a>', response.listing_url, title)
