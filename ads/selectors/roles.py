"""Who was wanted and who offered this week, by category: what letters and the home page tell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import NamedTuple

from django.core.cache import cache
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from ads.models import AdPage, BoardEntry, Category
from ads.selectors.cards import category_names

WEEK = timedelta(days=7)
CACHE_KEY = "board:roles-of-the-week"
CACHE_SECONDS = 300


class RoleOfTheWeek(NamedTuple):
    """One category: how many of the week's listings look for somebody, and how many offer themselves."""

    category: str
    wanted: int
    offered: int

    @property
    def name(self) -> str:
        return category_names(get_language())[self.category]

    @property
    def url(self) -> str:
        return reverse("board:category", args=[self.category])


class Weighed(NamedTuple):
    """A role and how heavy its figures are, in per cent of the heaviest one."""

    role: RoleOfTheWeek
    wanted: int
    offered: int

    @property
    def wanted_from(self) -> int:
        """Where the bar of what is wanted begins: it grows to the left."""
        return 100 - self.wanted


def weighed(roles: Iterable[RoleOfTheWeek]) -> list[Weighed]:
    """Compare the roles with the heaviest figure among them."""
    known = list(roles)
    heaviest = max((max(role.wanted, role.offered) for role in known), default=0) or 1
    return [Weighed(role, role.wanted * 100 // heaviest, role.offered * 100 // heaviest) for role in known]


def roles_of_the_week() -> list[RoleOfTheWeek]:
    """Count what came onto the board in seven days and is open still; cached for five minutes.

    Categories in the customer's order, those without a wish or an offer left out. One query.
    """
    counts: dict[str, tuple[int, int]] | None = cache.get(CACHE_KEY)
    if counts is None:
        counts = _count()
        cache.set(CACHE_KEY, counts, CACHE_SECONDS)
    return [RoleOfTheWeek(c.value, *counts[c.value]) for c in Category if any(counts.get(c.value, ()))]


def as_numbers(roles: Iterable[RoleOfTheWeek]) -> list[int]:
    """Return wanted and offered of each of the ten categories, in the customer's order."""
    known = {role.category: (role.wanted, role.offered) for role in roles}
    return [number for category in Category for number in known.get(category.value, (0, 0))]


def from_numbers(numbers: Sequence[int]) -> list[RoleOfTheWeek]:
    """Return what `as_numbers` was given."""
    pairs = zip(Category, zip(numbers[::2], numbers[1::2], strict=True), strict=False)
    return [RoleOfTheWeek(category.value, *pair) for category, pair in pairs if any(pair)]


def _count() -> dict[str, tuple[int, int]]:
    since = timezone.now() - WEEK
    # Nothing is bumped before it is published: the board's own index finds the week.
    fresh = BoardEntry.objects.live_on_board().filter(bumped_at__gte=since, published_at__gte=since)
    rows = (
        fresh.order_by()
        .values_list("category")
        .annotate(
            wanted=Count("pk", filter=Q(kind=AdPage.Kind.WANTED)),
            offered=Count("pk", filter=Q(kind=AdPage.Kind.OFFERED)),
        )
    )
    return {category: (wanted, offered) for category, wanted, offered in rows}
