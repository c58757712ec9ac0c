"""What a browser must load, compressed: the writing page, the inbox, and the heaviest public page."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.figures import Figure
from common.dev_tools import weight


def run(*, small: bool) -> Iterator[Figure]:
    """Weigh the built files that the pages ask for; the size of the data doesn't matter to them."""
    yield Figure("editor_gzip", weight.writing_page(), "kB")
    yield Figure("inbox_gzip", weight.inbox(), "kB")
    yield Figure("public_page_gzip", weight.heaviest_public_page(), "kB")
