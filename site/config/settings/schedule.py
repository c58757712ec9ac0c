"""What beat starts, and how often (seconds, or a time of day in CELERY_TIMEZONE)."""

from celery.schedules import crontab
from kombu import Queue

# Three lanes, so that no code waits for a worker that is busy with something slower (docs/adr/0020). A worker
# that isn't told its queues serves all of them.
CELERY_TASK_QUEUES = [Queue("celery"), Queue("codes"), Queue("newsletters")]
CELERY_TASK_ROUTES = {
    "mailing.tasks.deliver_codes": {"queue": "codes"},
    # It may delete for minutes: no letter shall wait for that.
    "newsletter.tasks.forget_old_deliveries": {"queue": "celery"},
    "newsletter.tasks.*": {"queue": "newsletters"},
}
CELERY_BEAT_SCHEDULER = "common.heartbeat.BeatingScheduler"
CELERY_BEAT_SCHEDULE: dict[str, dict[str, object]] = {
    "sweep-codes": {"task": "mailing.tasks.deliver_codes", "schedule": 5.0},
    "sweep-outbox": {"task": "mailing.tasks.sweep_outbox", "schedule": 5.0},
    "read-bounces": {"task": "mailing.tasks.read_bounces", "schedule": 300.0},
    "forget-old-letters": {
        "task": "mailing.tasks.forget_old_letters",
        "schedule": crontab(hour="4", minute="10"),
    },
    "forget-old-deliveries": {
        "task": "newsletter.tasks.forget_old_deliveries",
        "schedule": crontab(hour="4", minute="15"),
    },
    "sweep-digests": {"task": "notifications.tasks.sweep_digests", "schedule": 60.0},
    "forget-old-notifications": {
        "task": "notifications.tasks.forget_old_notifications",
        "schedule": crontab(hour="4", minute="30"),
    },
    "sweep-newsletters": {"task": "newsletter.tasks.sweep_newsletters", "schedule": 5.0},
    "sweep-dry-runs": {"task": "newsletter.tasks.sweep_dry_runs", "schedule": 30.0},
    "sweep-board": {"task": "ads.tasks.sweep_board", "schedule": 60.0},
    "tell-of-patches": {"task": "ads.tasks.tell_of_patches", "schedule": 60.0},
    "sweep-pictures": {"task": "ads.tasks.sweep_pictures", "schedule": 3600.0},
    "forget-old-drafts": {"task": "ads.tasks.forget_old_drafts", "schedule": crontab(hour="4", minute="20")},
    "sweep-responses": {"task": "responses.tasks.sweep_responses", "schedule": 3600.0},
    "measure-answers": {"task": "responses.tasks.measure_answers", "schedule": 3600.0},
    "sweep-silent-ads": {"task": "responses.tasks.sweep_silent_ads", "schedule": 3600.0},
    "reconcile-queue": {"task": "moderation.tasks.reconcile_queue", "schedule": 3600.0},
    "announce-alarm": {"task": "moderation.tasks.announce_alarm", "schedule": 60.0},
    "end-sanctions": {"task": "moderation.tasks.end_sanctions", "schedule": 60.0},
    "review-levels": {"task": "moderation.tasks.review_levels", "schedule": crontab(hour="4", minute="40")},
    "sweep-copies": {"task": "accounts.tasks.sweep_copies", "schedule": 60.0},
    "erase-due": {"task": "accounts.tasks.erase_due", "schedule": 600.0},
    "forget-unconfirmed": {"task": "accounts.tasks.forget_unconfirmed", "schedule": 3600.0},
    "forget-sign-up-addresses": {
        "task": "accounts.tasks.forget_sign_up_addresses",
        "schedule": crontab(hour="4", minute="50"),
    },
    "forget-ended-sessions": {
        "task": "accounts.tasks.forget_ended_sessions",
        "schedule": crontab(hour="5", minute="0"),
    },
    "sweep-idempotent-results": {"task": "common.tasks.sweep_idempotent_results", "schedule": 3600.0},
}
