"""The mail log in the CMS: read-only, for those who may see who was written to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import AbstractUser
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail_modeladmin.helpers import PermissionHelper
from wagtail_modeladmin.options import ModelAdmin
from wagtail_modeladmin.views import InspectView

from mailing.models import OutboxMessage
from mailing.rows import Status

if TYPE_CHECKING:
    from django.db.models import Field


class LogPermissions(PermissionHelper):
    """Who may view the log views all of it; nobody writes it here."""

    def user_can_list(self, user: AbstractUser) -> bool:
        return user.has_perm("mailing.view_outboxmessage")

    def user_can_inspect_obj(self, user: AbstractUser, obj: OutboxMessage) -> bool:
        return self.user_can_list(user)

    def user_can_create(self, user: AbstractUser) -> bool:
        return False

    def user_can_edit_obj(self, user: AbstractUser, obj: OutboxMessage) -> bool:
        return False

    def user_can_delete_obj(self, user: AbstractUser, obj: OutboxMessage) -> bool:
        return False


class LetterView(InspectView):
    """One letter: its fate for every reader of the log, its words for those who may read them."""

    page_title = _("Letter")

    def get_field_display_value(self, field_name: str, field: Field | None = None) -> object:
        if field_name != "text":
            return super().get_field_display_value(field_name, field)
        if self.instance.secret:
            return _("Never shown: this letter opens an account.")
        if not self.request.user.has_perm("mailing.read_letter_text"):
            return _("Private: you may see where letters go, not what they say.")
        return format_html('<pre style="white-space:pre-wrap">{}</pre>', self.instance.text)

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        can_resend = (
            self.instance.status == Status.FAILED
            and not self.instance.secret
            and self.request.user.has_perm("mailing.resend_letter")
        )
        return super().get_context_data(can_resend=can_resend, **kwargs)


class MailLog(ModelAdmin):
    """Transactional letters with state and reason; newsletters have a log of their own."""

    model = OutboxMessage
    base_url_path = "mail-log"
    menu_label = _("Mail log")
    menu_icon = "mail"
    menu_order = 800
    permission_helper_class = LogPermissions
    list_display = ("created_at", "to", "subject", "kind", "status", "attempts", "last_error")
    list_filter = ("status", "kind", "created_at")
    search_fields = ("to", "subject")
    ordering = ("-created_at",)
    list_per_page = 50
    history_view_enabled = False
    inspect_view_enabled = True
    inspect_view_class = LetterView
    inspect_template_name = "mailing/letter_inspect.html"
    inspect_view_fields = [
        "to",
        "subject",
        "status",
        "last_error",
        "kind",
        "priority",
        "attempts",
        "created_at",
        "not_before",
        "finished_at",
        "key",
        "message_id",
        "text",
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[OutboxMessage]:
        queryset: QuerySet[OutboxMessage] = super().get_queryset(request)
        return queryset.defer("html", "headers")
