"""The news: issues as pages, who wants them, and what was mailed to whom."""

from newsletter.models.deliveries import Delivery
from newsletter.models.mailings import Mailing
from newsletter.models.pages import NewsletterIndexPage, NewsletterPage
from newsletter.models.settings import NewsletterRules
from newsletter.models.status import LEGAL_MOVES, RELEASED_STATUSES, MailingStatus
from newsletter.models.subscriptions import Subscription
from newsletter.models.tallies import Tally

__all__ = [
    "LEGAL_MOVES",
    "RELEASED_STATUSES",
    "Delivery",
    "Mailing",
    "MailingStatus",
    "NewsletterIndexPage",
    "NewsletterPage",
    "NewsletterRules",
    "Subscription",
    "Tally",
]
