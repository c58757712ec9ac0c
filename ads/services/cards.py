"""What the narrow table says about an ad, written whenever that changes."""

from __future__ import annotations

from django.contrib.postgres.search import SearchVector
from django.core.cache import cache
from django.db import transaction
from django.db.models import Value

from ads.limits import EXCERPT_LENGTH, SEARCH_TEXT_LENGTH
from ads.models import AdPage, BoardEntry
from ads.selectors.board import COUNTS_KEY
from common.page_cache import forget_pages
from common.text import public_slug, searchable
from content.characters import title_line
from content.plain import stream_to_text
from content.renditions import CARD


def fill_card(entry: BoardEntry, ad: AdPage) -> None:
    """Copy what a list shows from the ad's text to its row, in memory."""
    # A title typed in the CMS went through no form of ours, and the feed chokes on control characters.
    entry.title = title_line(ad.title)
    entry.slug = public_slug(ad.title)
    entry.category = ad.category
    entry.kind = ad.kind
    entry.server_id, entry.level_id, entry.hours = ad.server_id, ad.level_id, ad.hours
    entry.excerpt = stream_to_text(ad.body, limit=EXCERPT_LENGTH)


def fill_public_card(entry: BoardEntry, ad: AdPage) -> None:
    """Fill the card of a published ad: the picture and what search reads, too."""
    fill_card(entry, ad)
    picture = next((block.value["image"] for block in ad.body if block.block_type == "picture"), None)
    entry.picture_url = picture.get_rendition(CARD).url if picture else ""
    text = stream_to_text(ad.body, limit=SEARCH_TEXT_LENGTH)
    entry.search_text = searchable(f"{ad.title} {text}")[:SEARCH_TEXT_LENGTH]
    entry.search = SearchVector(Value(searchable(ad.title)), weight="A", config="russian") + SearchVector(
        Value(searchable(text)), weight="B", config="russian"
    )


def forget_board() -> None:
    """Drop cached pages and counts once the change is committed."""
    forget_pages()
    transaction.on_commit(lambda: cache.delete(COUNTS_KEY), robust=True)
