"""The news and an issue of it, as Wagtail pages."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.paginator import Paginator
from django.db import models
from django.db.models import F
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager, PageQuerySet

from common.cms_rights import Planted
from common.security_headers import with_preview_policy
from common.text import public_slug
from newsletter.compose.parts import read_parts
from newsletter.compose.previews import preview_letter, preview_text
from newsletter.models.blocks import IssueBody
from newsletter.models.panels import FrozenNotice
from newsletter.models.status import RELEASED_STATUSES
from newsletter.models.topics import Topic

ISSUES_ON_A_PAGE = 20


class IssueQuerySet(PageQuerySet):
    def released(self) -> IssueQuerySet:
        """Leave the public ones: published in the CMS and released; they know their `released_at`."""
        return (
            self.live()
            .public()
            .filter(mailings__status__in=RELEASED_STATUSES)
            .annotate(released_at=F("mailings__released_at"))
        )

    def newest_first(self) -> IssueQuerySet:
        return self.order_by("-released_at", "-pk")


IssueManager = PageManager.from_queryset(IssueQuerySet)


class NewsletterIndexPage(Page):
    """The archive at /news/."""

    template = "newsletter/index.html"
    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["newsletter.NewsletterPage"]
    content_panels: ClassVar[list[Panel]] = [FieldPanel("title")]
    promote_panels: ClassVar[list[Panel]] = []
    settings_panels: ClassVar[list[Panel]] = []

    class Meta:
        verbose_name = _("archive of the news")

    def permissions_for_user(self, user: Any) -> Planted:
        return Planted(user, self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        released = NewsletterPage.objects.child_of(self).released().newest_first().defer("body")
        issues = Paginator(released, ISSUES_ON_A_PAGE).get_page(request.GET.get("page"))
        return context | {"issues": issues, "pager": self._pager(issues)}

    def _pager(self, issues: Any) -> dict[str, str]:
        return {
            "next_url": f"?page={issues.next_page_number()}" if issues.has_next() else "",
            "previous_url": f"?page={issues.previous_page_number()}" if issues.has_previous() else "",
        }


class NewsletterPage(Page):
    """An issue as its editor writes it. Public once it is both published and released."""

    # Not required by the form: a draft may be saved without; releasing asks for it.
    subject = models.CharField(
        _("subject"), max_length=150, blank=True, help_text=_("What the mailbox shows first.")
    )
    preheader = models.CharField(
        _("preheader"),
        max_length=200,
        blank=True,
        help_text=_("One line that mailboxes show beside the subject, and the archive under the title."),
    )
    topic = models.ForeignKey(
        Topic,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"retired": False},
        verbose_name=_("topic"),
        help_text=_("Readers choose topics: who hasn’t chosen this one doesn’t get the issue."),
    )
    body = StreamField(IssueBody(), verbose_name=_("letter"), blank=True)

    template = "newsletter/issue.html"
    parent_page_types: ClassVar[list[str]] = ["newsletter.NewsletterIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Panel]] = [
        FrozenNotice(),
        FieldPanel("title"),
        FieldPanel("subject"),
        FieldPanel("preheader"),
        # A list is shorter than a window to choose from.
        FieldPanel("topic", widget=forms.Select),
        FieldPanel("body"),
    ]
    # The address is made of the title; nothing else here is an editor's business.
    promote_panels: ClassVar[list[Panel]] = []
    settings_panels: ClassVar[list[Panel]] = []

    objects = IssueManager()

    class Meta:
        verbose_name = _("newsletter issue")
        verbose_name_plural = _("newsletter issues")

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        return [
            ("", _("Page on the site")),
            ("letter", _("Letter, light")),
            ("letter-dark", _("Letter, dark")),
            ("text", _("Letter as plain text")),
        ]

    @property
    def preview_sizes(self) -> list[dict[str, Any]]:
        """A narrow phone, the letter's own width, and a desk."""
        sizes = (("mobile", "mobile-alt", 360), ("tablet", "tablet-alt", 600), ("desktop", "desktop", 1280))
        return [
            {
                "name": name,
                "icon": icon,
                "device_width": width,
                "label": _("%(width)d pixels") % {"width": width},
            }
            for name, icon, width in sizes
        ]

    @cached_property
    def released_mailing(self) -> Any:
        """The mailing of this issue without its letter, or None while it isn't released."""
        if not self.pk:
            return None
        return self.mailings.filter(status__in=RELEASED_STATUSES).defer("html", "text").first()

    def _set_core_field_defaults(self) -> None:
        """Make the address before Wagtail does: Latin letters, and no word that blockers take offence at."""
        if not self.slug and self.path:
            self.slug: str = self._get_autogenerated_slug(public_slug(self.title, fallback="issue"))
        super()._set_core_field_defaults()

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        if self.released_mailing is None:
            raise Http404("This issue is not released.")
        return super().route(request, path_components)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        mailing = self.released_mailing
        # The archive shows the listings that the letter showed, as long as they may be seen.
        parts = read_parts(self.body, mailing.listings if mailing else {})
        return context | {"parts": parts, "released_at": mailing.released_at if mailing else None}

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponseBase:
        """Show the page, the letter or its text part."""
        if mode_name in ("letter", "letter-dark"):
            return preview_letter(self, dark=mode_name == "letter-dark")
        if mode_name == "text":
            return preview_text(self)
        return with_preview_policy(super().serve_preview(request, mode_name))
