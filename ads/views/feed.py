"""The board as an Atom feed."""

from __future__ import annotations

from datetime import datetime

from django.contrib.syndication.views import Feed
from django.urls import reverse_lazy
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from ads import selectors
from ads.selectors.cards import Card

FEED_LENGTH = 30


class BoardFeed(Feed):
    """The newest listings: title, excerpt, author, category."""

    feed_type = Atom1Feed
    title = _("Tavern: the notice board")
    subtitle = _("New listings of every category")
    link = reverse_lazy("board:index")

    def items(self) -> list[Card]:
        return selectors.newest_on_board(limit=FEED_LENGTH)

    def item_title(self, item: Card) -> str:
        return item.title

    def item_description(self, item: Card) -> str:
        # Plain words, in an element that readers take for HTML.
        return escape(item.excerpt)

    def item_link(self, item: Card) -> str:
        return item.url

    def item_author_name(self, item: Card) -> str:
        return item.author_name

    def item_pubdate(self, item: Card) -> datetime:
        return item.published_at

    def item_updateddate(self, item: Card) -> datetime:
        return item.bumped_at

    def item_categories(self, item: Card) -> list[str]:
        return [item.category_label]
