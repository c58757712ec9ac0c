"""What search engines may read: the standing pages and the live listings."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from ads.models import Category
from ads.selectors import sitemap_entries
from newsletter.selectors import latest_issues

Entry = tuple[str, datetime | None]


class Addresses(Sitemap):
    """A sitemap of (path, last change) pairs on the site's public host."""

    def location(self, item: Entry) -> str:
        return item[0]

    def lastmod(self, item: Entry) -> datetime | None:
        return item[1]

    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(settings.BASE_URL).scheme

    def get_domain(self, site: object = None) -> str:
        return urlsplit(settings.BASE_URL).netloc


class StandingPages(Addresses):
    def items(self) -> list[Entry]:
        names = ("home", "board:index", "home:rules", "home:privacy")
        paths = [*(reverse(name) for name in names), "/news/"]
        return [(path, None) for path in [*paths, *(reverse("board:category", args=[c]) for c in Category)]]


class News(Addresses):
    def items(self) -> list[Entry]:
        return [(issue.url, issue.updated_at) for issue in latest_issues(limit=1_000)]


class Listings(Addresses):
    # What is written in one answer; more is another page.
    limit = 2_000

    def items(self) -> list[Entry]:
        return list(sitemap_entries())


SITEMAPS: dict[str, type[Sitemap] | Sitemap] = {
    "pages": StandingPages,
    "news": News,
    "listings": Listings,
}
