"""What pages and APIs read of the board, each with a constant number of queries."""

from ads.selectors.board import (
    BoardFilters,
    board_slice,
    category_counts,
    newest_on_board,
    sitemap_entries,
)
from ads.selectors.listing import Listing, as_seen, listing_for, own_listing

__all__ = [
    "BoardFilters",
    "Listing",
    "as_seen",
    "board_slice",
    "category_counts",
    "listing_for",
    "newest_on_board",
    "own_listing",
    "sitemap_entries",
]
