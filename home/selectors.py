"""What the home page shows of the apps below it."""

from __future__ import annotations

from typing import Any

# Those who make up a group come first among the categories.
ROLES_ON_SCALES = 3


def home_context() -> dict[str, Any]:
    """Return the board's newest entries, the ten categories with their counts, the week's roles, the news."""
    from ads.selectors import category_counts, newest_on_board, roles_of_the_week
    from newsletter.selectors import latest_issues

    return {
        "categories": category_counts(),
        "entries": newest_on_board(limit=5),
        "roles": roles_of_the_week()[:ROLES_ON_SCALES],
        "issues": latest_issues(limit=3),
    }
