"""What pages and APIs read of the board, each with a constant number of queries."""

from ads.selectors.board import (
    BoardFilters,
    board_slice,
    category_counts,
    newest_on_board,
    sitemap_entries,
)
from ads.selectors.listing import Listing, as_seen, listing_for, own_listing
from ads.selectors.roles import RoleOfTheWeek, roles_of_the_week

__all__ = [
    "BoardFilters",
    "Listing",
    "RoleOfTheWeek",
    "as_seen",
    "board_slice",
    "category_counts",
    "listing_for",
    "newest_on_board",
    "own_listing",
    "roles_of_the_week",
    "sitemap_entries",
]
