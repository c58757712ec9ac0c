"""What an ad says, shown to those who watch for words before anybody else reads it."""

from __future__ import annotations

from ads.models import AdPage
from common import watch
from content.said import said_in


def check_words(ad: AdPage) -> watch.Finding:
    """Return what is in an ad that moderators watch for.

    Raises:
        InvalidInput: it says what can't stand on the board.
    """
    return watch.check({"title": ad.title, "body": lambda: said_in(ad.body)})
