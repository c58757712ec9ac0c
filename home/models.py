"""The home page and the pages of plain information, each in both languages of the site."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel
from wagtail.fields import RichTextField
from wagtail.models import Page

from common.cms_rights import Planted
from home.selectors import home_context

TEXT_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link"]


class InBothLanguages:
    """Reads a field in the reader's language: `title_en` for an English reader, `title` otherwise."""

    def said(self, field: str) -> str:
        """Return the field in the reader's language, in Russian while it isn't translated."""
        english = getattr(self, f"{field}_en") if get_language() == "en" else ""
        text: str = english or getattr(self, field)
        return text


class HomePage(InBothLanguages, Page):
    """The page at /. What editors leave empty says the site's own words."""

    headline = models.CharField(_("headline"), max_length=80, blank=True)
    headline_en = models.CharField(_("headline in English"), max_length=80, blank=True)
    lead = models.CharField(_("line under the headline"), max_length=240, blank=True)
    lead_en = models.CharField(_("line under the headline in English"), max_length=240, blank=True)

    template = "home/home_page.html"
    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    content_panels: ClassVar[list[Panel]] = [
        *Page.content_panels,
        MultiFieldPanel([FieldPanel("headline"), FieldPanel("lead")], heading=_("In Russian")),
        MultiFieldPanel([FieldPanel("headline_en"), FieldPanel("lead_en")], heading=_("In English")),
    ]

    class Meta:
        verbose_name = _("home page")

    def permissions_for_user(self, user: Any) -> Planted:
        return Planted(user, self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | home_context() | {"headline": self.said("headline"), "lead": self.said("lead")}


class InfoPage(InBothLanguages, Page):
    """Rules, privacy and the like: a title and a text in two languages."""

    title_en = models.CharField(_("title in English"), max_length=255, blank=True)
    body = RichTextField(_("text"), features=TEXT_FEATURES)
    body_en = RichTextField(_("text in English"), features=TEXT_FEATURES, blank=True)

    template = "home/info_page.html"
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Panel]] = [
        MultiFieldPanel([FieldPanel("title"), FieldPanel("body")], heading=_("In Russian")),
        MultiFieldPanel([FieldPanel("title_en"), FieldPanel("body_en")], heading=_("In English")),
    ]

    class Meta:
        verbose_name = _("page of information")
        verbose_name_plural = _("pages of information")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {"heading": self.said("title"), "text": self.said("body")}
