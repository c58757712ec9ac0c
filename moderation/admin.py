"""The log of decisions in the CMS: read-only, for moderators and administrators."""

from __future__ import annotations

import json

from django.contrib import admin
from django.contrib.admin.filters import SimpleListFilter
from django.contrib.auth.models import AbstractUser
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from wagtail_modeladmin.helpers import PermissionHelper
from wagtail_modeladmin.options import ModelAdmin
from wagtail_modeladmin.views import InspectView

from accounts.models import User
from common.cms_lists import OfferedFiltersOnly
from moderation.models import ModerationAct
from moderation.rights import STAFF_GROUPS, is_moderator
from moderation.subjects import Subject, kind_in_words

BEGINNING = 100


class ReadersOfTheLog(PermissionHelper):
    """Who moderates reads what everybody decided, administrators included; nobody writes here."""

    def user_can_list(self, user: AbstractUser) -> bool:
        return is_moderator(user)

    def user_can_inspect_obj(self, user: AbstractUser, obj: ModerationAct) -> bool:
        return is_moderator(user)

    def user_can_create(self, user: AbstractUser) -> bool:
        return False

    def user_can_edit_obj(self, user: AbstractUser, obj: ModerationAct) -> bool:
        return False

    def user_can_delete_obj(self, user: AbstractUser, obj: ModerationAct) -> bool:
        return False


class ByStaff(SimpleListFilter):
    """Of everybody on the site, those who have power."""

    title = _("who")
    parameter_name = "by"

    def lookups(self, request: HttpRequest, model_admin: object) -> list[tuple[str, str]]:
        staff = User.objects.filter(groups__name__in=STAFF_GROUPS) | User.objects.filter(is_superuser=True)
        return [(str(person.pk), str(person)) for person in staff.distinct().order_by("display_name")]

    def queryset(self, request: HttpRequest, acts: QuerySet[ModerationAct]) -> QuerySet[ModerationAct]:
        chosen = self.value()
        return acts.filter(by_id=int(chosen)) if chosen and chosen.isdecimal() else acts


class OnWhat(SimpleListFilter):
    """Of what people see of the board; decisions about the CMS itself are the rest."""

    title = _("on what")
    parameter_name = "subject"

    def lookups(self, request: HttpRequest, model_admin: object) -> list[tuple[str, str]]:
        return [(value, str(label)) for value, label in Subject.choices]

    def queryset(self, request: HttpRequest, acts: QuerySet[ModerationAct]) -> QuerySet[ModerationAct]:
        chosen = self.value()
        return acts.filter(subject_type=chosen) if chosen in Subject.values else acts


class ActView(InspectView):
    """One decision, with what was before and after."""

    page_title = _("Decision")

    def get_field_display_value(self, field_name: str, field: object = None) -> object:
        if field_name in ("before", "after"):
            value = getattr(self.instance, field_name)
            text = json.dumps(value, ensure_ascii=False, indent=2) if value else "—"
            return format_html('<pre style="white-space:pre-wrap">{}</pre>', text)
        if field_name == "subject_type":
            return kind_in_words(self.instance.subject_type)
        if field_name == "why":
            return format_html('<div style="white-space:pre-wrap">{}</div>', self.instance.why or "—")
        return super().get_field_display_value(field_name, field)


class ActAdmin(ModelAdmin):
    """Who decided what, newest first."""

    model = ModerationAct
    base_url_path = "decisions"
    menu_label = _("Decisions")
    menu_icon = "history"
    menu_order = 240
    permission_helper_class = ReadersOfTheLog
    list_display = ("what", "subject_title", "by_name", "reason", "at")
    list_filter = (ByStaff, OnWhat, "at", "what")
    search_fields = ("subject_title", "by_name", "why")
    ordering = ("-at", "-pk")
    list_per_page = 50
    index_view_class = OfferedFiltersOnly
    history_view_enabled = False
    inspect_view_enabled = True
    inspect_view_class = ActView
    inspect_view_fields = [
        "at",
        "by_name",
        "what",
        "subject_type",
        "subject_id",
        "subject_title",
        "why",
        "before",
        "after",
    ]

    @admin.display(description=_("why"))
    def reason(self, act: ModerationAct) -> str:
        return str(Truncator(act.why).chars(BEGINNING))
