"""What pages, the CMS and workers read of the news."""

from newsletter.selectors.archive import IssueCard, latest_issues
from newsletter.selectors.audience import audience
from newsletter.selectors.mailings import mailings_to_close

__all__ = ["IssueCard", "audience", "latest_issues", "mailings_to_close"]
