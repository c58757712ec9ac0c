"""What the log shows, and how it is found."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail_modeladmin.options import ModelAdmin

from mailing.admin.filters import KindFilter
from mailing.admin.index import CountedInPart, LogIndex
from mailing.admin.letter import LetterView
from mailing.admin.rights import LogPermissions
from mailing.kinds import name_of, reason_in_words
from mailing.models import OutboxMessage
from mailing.services import may_be_resent


class MailLog(ModelAdmin):
    """Transactional letters with state and reason; newsletters have a log of their own."""

    model = OutboxMessage
    base_url_path = "mail-log"
    menu_label = _("Mail log")
    menu_icon = "mail"
    menu_order = 800
    permission_helper_class = LogPermissions
    list_display = ("chosen", "created_at", "to", "subject", "named_kind", "status", "reason")
    list_display_add_buttons = "to"
    list_filter = ("status", KindFilter, "created_at")
    # Only what an index finds: this log grows to millions of rows.
    search_fields = ("to",)
    ordering = ("-created_at",)
    list_per_page = 50
    index_view_class = LogIndex
    index_template_name = "mailing/log.html"
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
        return CountedInPart(OutboxMessage).defer("html", "headers", "text")

    def get_list_display(self, request: HttpRequest) -> tuple[str, ...]:
        """Leave out the boxes for those who can't resend."""
        columns: tuple[str, ...] = self.list_display
        return columns if request.user.has_perm("mailing.resend_letter") else columns[1:]  # type: ignore[union-attr]

    @admin.display(description=_("kind"))
    def named_kind(self, letter: OutboxMessage) -> str:
        """Say what the letter is about."""
        return name_of(letter.kind)

    @admin.display(description=_("reason"), ordering="last_error")
    def reason(self, letter: OutboxMessage) -> str:
        """Say why it hasn't gone."""
        return reason_in_words(letter.last_error)

    @admin.display(description=_("again"))
    def chosen(self, letter: OutboxMessage) -> str:
        """Give the letters that can go again a box of the form below the list."""
        if not may_be_resent(letter):
            return ""
        label = _("Send the letter to %(reader)s again") % {"reader": letter.to}
        box = '<input type="checkbox" name="letter" value="{}" form="resend" aria-label="{}">'
        return format_html(box, letter.pk, label)
