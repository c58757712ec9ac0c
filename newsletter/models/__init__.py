"""The news: issues as pages, who wants them, and what was mailed to whom."""

from newsletter.models.audience_rule import EVERYONE, AudienceRule
from newsletter.models.deliveries import Delivery
from newsletter.models.dry_runs import DryRun
from newsletter.models.mailings import Mailing
from newsletter.models.pages import NewsletterIndexPage, NewsletterPage
from newsletter.models.review import ReleaseTask
from newsletter.models.segments import Segment
from newsletter.models.settings import NewsletterRules
from newsletter.models.status import LEGAL_MOVES, RELEASED_STATUSES, MailingStatus
from newsletter.models.subscriptions import Subscription
from newsletter.models.tallies import Tally
from newsletter.models.topics import Topic

__all__ = [
    "EVERYONE",
    "LEGAL_MOVES",
    "RELEASED_STATUSES",
    "AudienceRule",
    "Delivery",
    "DryRun",
    "Mailing",
    "MailingStatus",
    "NewsletterIndexPage",
    "NewsletterPage",
    "NewsletterRules",
    "ReleaseTask",
    "Segment",
    "Subscription",
    "Tally",
    "Topic",
]
