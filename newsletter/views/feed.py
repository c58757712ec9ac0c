"""The news as an Atom feed."""

from __future__ import annotations

from datetime import datetime

from django.contrib.syndication.views import Feed
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from content.characters import plain_characters
from newsletter.selectors.archive import IssueCard, latest_issues

FEED_LENGTH = 20


class NewsFeed(Feed):
    """The latest released issues."""

    feed_type = Atom1Feed
    title = _("Tavern: the news")
    subtitle = _("Issues of the newsletter")
    link = "/news/"

    def items(self) -> list[IssueCard]:
        return latest_issues(limit=FEED_LENGTH)

    def item_title(self, item: IssueCard) -> str:
        return plain_characters(item.title)

    def item_description(self, item: IssueCard) -> str:
        # Plain words, in an element that readers take for HTML.
        return escape(plain_characters(item.summary))

    def item_link(self, item: IssueCard) -> str:
        return item.url

    def item_pubdate(self, item: IssueCard) -> datetime:
        return item.published_at

    def item_updateddate(self, item: IssueCard) -> datetime:
        return item.updated_at
