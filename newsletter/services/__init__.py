"""What may be done with the news."""

from newsletter.services.carrying_on import close_mailings, write_ledgers
from newsletter.services.release import release_mailing
from newsletter.services.subscribing import resubscribe, set_subscription, subscribe, unsubscribe
from newsletter.services.trying import send_test

__all__ = [
    "close_mailings",
    "release_mailing",
    "resubscribe",
    "send_test",
    "set_subscription",
    "subscribe",
    "unsubscribe",
    "write_ledgers",
]
