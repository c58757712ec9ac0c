"""A card of the board: one row of the narrow table, without the cost of a model."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from ads.models import AdPage, AdStatus, BoardEntry, Category, Patch
from ads.models.pages import listing_path
from ads.models.roster import Roster
from common.text import public_slug

COLUMNS = (
    "pk",
    "title",
    "slug",
    "category",
    "kind",
    "excerpt",
    "picture_url",
    "slots",
    "status",
    "response_count",
    "published_at",
    "bumped_at",
    "expires_at",
    "author_id",
    "author__display_name",
    "confirmed_at",
)
STATUS, CONFIRMED_AT = COLUMNS.index("status"), COLUMNS.index("confirmed_at")
NEW_FOR = timedelta(hours=3)


@cache
def category_names(language: str | None) -> dict[str, str]:
    """The ten names in a language, looked up once per process: every card asks."""
    return {category.value: str(category.label) for category in Category}


class Row(NamedTuple):
    id: int
    title: str
    slug: str
    category: str
    kind: str
    excerpt: str
    picture_url: str
    slots: list[dict[str, Any]]
    status: str
    response_count: int
    published_at: datetime
    bumped_at: datetime
    expires_at: datetime | None
    author_id: int
    author_name: str
    confirmed_at: datetime | None
    # The newest patch's name, where the text was last confirmed before it.
    before_patch: str


class Card(Row):
    """A row with what a template or the API asks of it."""

    @property
    def pk(self) -> int:
        return self.id

    @property
    def url(self) -> str:
        return listing_path(self.id, self.slug)

    @property
    def author_url(self) -> str:
        return reverse(
            "accounts:player", args=[self.author_id, public_slug(self.author_name, fallback="player")]
        )

    @property
    def category_label(self) -> str:
        return category_names(get_language())[self.category]

    @property
    def kind_label(self) -> str:
        return str(AdPage.Kind(self.kind).label) if self.kind else ""

    @property
    def is_new(self) -> bool:
        return timezone.now() - self.bumped_at < NEW_FOR

    @property
    def is_open(self) -> bool:
        return self.status == AdStatus.LIVE and not self.is_full

    @property
    def roster(self) -> Roster:
        return Roster.of(self.slots)

    @property
    def is_full(self) -> bool:
        return self.roster.is_full


def cards(entries: QuerySet[BoardEntry]) -> list[Card]:
    """Read entries as cards, in one query; the newest patch is asked for once."""
    patch = Patch.current()
    return [Card._make((*row, _stamp(patch, row))) for row in entries.values_list(*COLUMNS)]


def _stamp(patch: Patch | None, row: tuple[Any, ...]) -> str:
    is_old = patch is not None and row[STATUS] == AdStatus.LIVE and patch.is_newer_than(row[CONFIRMED_AT])
    return patch.name if patch is not None and is_old else ""
