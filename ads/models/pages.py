"""The board and an ad on it, as Wagtail pages."""

from __future__ import annotations

from copy import copy
from functools import cache
from typing import Any, ClassVar

from django import forms
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel
from wagtail.fields import StreamField
from wagtail.models import Page

from ads.models.category import Category
from ads.models.facts import SLUG_LENGTH, LevelRange, PlayHoursField, Server, fact_key
from ads.models.roster import Roster
from common.cms_rights import Closed, Reviewed
from common.security_headers import with_preview_policy
from common.text import public_slug
from common.week import HEX_LENGTH, Week
from content.blocks import AdBody
from content.render import render_stream


class BoardPage(Page):
    """The parent of every ad. Its public page is ours (`board:index`), not Wagtail's."""

    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["board.AdPage"]
    max_count = 1
    preview_modes: ClassVar[list[Any]] = []

    class Meta:
        verbose_name = _("board")

    def permissions_for_user(self, user: Any) -> Closed:
        return Closed(user, self)

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        raise Http404("The board has its own addresses.")

    def get_url_parts(self, *args: Any, **kwargs: Any) -> tuple[int, str, str] | None:
        return _with_path(super().get_url_parts(*args, **kwargs), reverse("board:index"))


class PlacesPanel(FieldPanel):
    """Whom the author looks for, in words: moderators read it, and publish it with the text."""

    def format_value_for_display(self, value: list[dict[str, Any]]) -> str:
        return ", ".join(slot.needs for slot in Roster.of(value).slots) or "—"


class AdPage(Page):
    """What a player writes: title, category, text, facts. Its state is `BoardEntry`'s, outside revisions."""

    class Kind(models.TextChoices):
        NEITHER = "", _("not said")
        WANTED = "wanted", _("wanted")
        OFFERED = "offered", _("offered")

    category = models.CharField(_("category"), max_length=20, choices=Category)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, blank=True, default="")
    # Rows of {"role", "wanted"}, checked by `services.slots.clean_slots`; who is there, `RoleSlot` counts.
    slots = models.JSONField(_("places"), default=list, blank=True)
    body = StreamField(AdBody(), verbose_name=_("text"), blank=True)
    server = fact_key(Server)
    level = fact_key(LevelRange)
    hours = PlayHoursField(
        models.CharField(max_length=SLUG_LENGTH), verbose_name=_("play hours"), default=list, blank=True
    )
    # A `common.week.Week` by the clocks of the zone beside it.
    week = models.CharField(_("hours of the week"), max_length=HEX_LENGTH, blank=True, default="")
    week_zone = models.CharField(_("time zone"), max_length=40, blank=True, default="")

    parent_page_types: ClassVar[list[str]] = ["board.BoardPage"]
    subpage_types: ClassVar[list[str]] = []
    # Players write by the site's own form; in the CMS an ad is read and decided.
    is_creatable = False
    # The board searches its own table; scanning Wagtail's index at every save costs seconds on a full board.
    search_auto_update = False

    content_panels: ClassVar[list[Panel]] = [
        FieldPanel("title"),
        FieldPanel("category"),
        FieldPanel("kind"),
        MultiFieldPanel(
            [
                FieldPanel("server", widget=forms.Select),
                FieldPanel("level", widget=forms.Select),
                FieldPanel("hours"),
            ],
            heading=_("In short"),
        ),
        PlacesPanel("slots", read_only=True, heading=_("Whom it looks for")),
        FieldPanel("body"),
    ]
    promote_panels: ClassVar[list[Panel]] = []
    settings_panels: ClassVar[list[Panel]] = []

    class Meta:
        verbose_name = _("listing")
        verbose_name_plural = _("listings")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(category__in=Category.values), name="ad_category_is_one_of_ten"
            ),
        ]

    def permissions_for_user(self, user: Any) -> Reviewed:
        """An ad is its author's: staff read it, decide about it and hide it, and do nothing else to it."""
        return Reviewed(user, self)

    @property
    def roster(self) -> Roster:
        """Whom the text looks for, as if nobody were there yet."""
        return Roster.of(self.slots)

    @property
    def playing(self) -> Week:
        """When the ad's people play, by the clocks of `week_zone`."""
        return Week.from_hex(self.week)

    @property
    def public_path(self) -> str:
        """The one address that serves this ad."""
        return listing_path(self.pk, public_slug(self.title))

    def get_url_parts(self, *args: Any, **kwargs: Any) -> tuple[int, str, str] | None:
        return _with_path(super().get_url_parts(*args, **kwargs), self.public_path)

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Save without the line in the history that Wagtail adds to a new page: `create_ad` writes it."""
        kwargs.setdefault("log_action", None)
        return super().save(*args, **kwargs)

    def is_site_root(self) -> bool:
        """No site begins at an ad; Wagtail would ask the database at every save."""
        return False

    def latest_text(self) -> AdPage:
        """Return the page as its latest revision has it: a copy, for reading and for writing on.

        `get_latest_revision_as_object` asks eight times more for what a revision of an ad never changes: the
        place in the tree, owner, language, comments.
        """
        revision = self.latest_revision
        text = copy(self)
        if revision is not None:
            for field in written_fields():
                if field.name in revision.content:
                    setattr(text, field.attname, field.to_python(revision.content[field.name]))
        return text

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        raise Http404("An ad is served by its own address only.")

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Show the text as the public page would: to moderators in the CMS and to its author."""
        return with_preview_policy(
            render(request, "ads/preview.html", self.preview_context(host=request.get_host()))
        )

    def preview_context(self, *, host: str) -> dict[str, Any]:
        """Return what the public page's template asks for, as if this text were on the board."""
        from ads.models.entries import BoardEntry

        return {
            "listing": {"text": self, "roster": self.roster, "is_own": False},
            "entry": BoardEntry.imagined(self),
            "category": Category(self.category),
            "body": render_stream(self.body, host=host),
        }


@cache
def written_fields() -> tuple[models.Field[Any, Any], ...]:
    """Return the fields of an ad that a revision may change: its title and all that `AdPage` itself adds."""
    own = (field for field in AdPage._meta.local_concrete_fields if not field.primary_key)
    return (AdPage._meta.get_field("title"), *own)


@cache
def board_path() -> str:
    """The board's own address; reversing it for each of a page's cards would cost more than reading them."""
    return reverse("board:index")


def listing_path(ad_id: int, slug: str) -> str:
    """The one address of a listing, as `board:listing` reads it."""
    return f"{board_path()}{ad_id}-{slug}/"


def _with_path(parts: tuple[int, str, str] | None, path: str) -> tuple[int, str, str] | None:
    """Put our own path into Wagtail's (site id, root address, path)."""
    return None if parts is None else (parts[0], parts[1], path)
