"""What the home page shows of the apps below it."""

from __future__ import annotations

from typing import Any


def home_context() -> dict[str, Any]:
    """Return the board's newest entries, the ten categories with their counts and the latest news."""
    from ads.selectors import category_counts, newest_on_board
    from newsletter.selectors import latest_issues

    return {
        "categories": category_counts(),
        "entries": newest_on_board(limit=5),
        "issues": latest_issues(limit=3),
    }
