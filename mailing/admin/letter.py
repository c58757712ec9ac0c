"""One letter of the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail_modeladmin.views import InspectView

from mailing.kinds import name_of, reason_in_words
from mailing.services import may_be_resent

if TYPE_CHECKING:
    from django.db.models import Field


class LetterView(InspectView):
    """One letter: its fate for every reader of the log, its words for those who may read them."""

    page_title = _("Letter")

    def get_page_subtitle(self) -> str:
        return f"{name_of(self.instance.kind)}: {self.instance.to}"

    def get_meta_title(self) -> str:
        return f"{self.page_title} — {self.get_page_subtitle()}"

    def get_field_display_value(self, field_name: str, field: Field | None = None) -> object:
        if field_name == "kind":
            return name_of(self.instance.kind)
        if field_name == "last_error":
            return reason_in_words(self.instance.last_error) or "—"
        if field_name != "text":
            return super().get_field_display_value(field_name, field)
        if self.instance.secret:
            return _("Never shown: this letter opens an account.")
        if not self.request.user.has_perm("mailing.read_letter_text"):
            return _("Private: you may see where letters go, not what they say.")
        return format_html('<pre style="white-space:pre-wrap">{}</pre>', self.instance.text)

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        can_resend = may_be_resent(self.instance) and self.request.user.has_perm("mailing.resend_letter")
        return super().get_context_data(can_resend=can_resend, **kwargs)
