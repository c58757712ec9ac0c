"""What may be done with the news."""

from newsletter.services.carrying_on import close_mailings, write_ledgers
from newsletter.services.certifying import ask_for_dry_run
from newsletter.services.release import release_mailing
from newsletter.services.subscribing import (
    keep_topics,
    resubscribe,
    set_subscription,
    subscribe,
    unsubscribe,
)
from newsletter.services.trying import send_test
from newsletter.services.visits import note_visit

__all__ = [
    "ask_for_dry_run",
    "close_mailings",
    "keep_topics",
    "note_visit",
    "release_mailing",
    "resubscribe",
    "send_test",
    "set_subscription",
    "subscribe",
    "unsubscribe",
    "write_ledgers",
]
