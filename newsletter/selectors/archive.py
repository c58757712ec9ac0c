"""Released issues."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from newsletter.models import NewsletterPage


class IssueCard(NamedTuple):
    """An issue as lists show it."""

    title: str
    url: str
    published_at: datetime
    updated_at: datetime
    summary: str


def latest_issues(limit: int = 3) -> list[IssueCard]:
    """Return the newest released issues, newest first."""
    issues = NewsletterPage.objects.released().newest_first().defer("body")[:limit]
    return [
        IssueCard(
            title=issue.title,
            url=issue.url or "",
            published_at=issue.released_at,
            updated_at=issue.last_published_at or issue.released_at,
            summary=issue.preheader,
        )
        for issue in issues
    ]
