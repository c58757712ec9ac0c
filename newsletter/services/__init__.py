"""What may be done with the news."""

from newsletter.services.carrying_on import close_mailings, start_due, write_ledgers
from newsletter.services.certifying import ask_for_dry_run
from newsletter.services.failing import Failures, pause_failing
from newsletter.services.forgetting import forget_old_deliveries
from newsletter.services.pacing import AT_ONCE, Pace
from newsletter.services.rates import take_allowance
from newsletter.services.release import release_mailing
from newsletter.services.restoring import hold_mailings
from newsletter.services.steering import (
    cancel_mailing,
    pause_mailing,
    reschedule_mailing,
    resume_mailing,
    send_doubtful_again,
    start_late,
)
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
    "AT_ONCE",
    "Failures",
    "Pace",
    "ask_for_dry_run",
    "cancel_mailing",
    "close_mailings",
    "forget_old_deliveries",
    "hold_mailings",
    "keep_topics",
    "note_visit",
    "pause_failing",
    "pause_mailing",
    "release_mailing",
    "reschedule_mailing",
    "resubscribe",
    "resume_mailing",
    "send_doubtful_again",
    "send_test",
    "set_subscription",
    "start_due",
    "start_late",
    "subscribe",
    "take_allowance",
    "unsubscribe",
    "write_ledgers",
]
