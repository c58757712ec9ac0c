"""The Celery application: tasks are nudges, rows are the truth (see docs/architecture.md)."""

import os

from celery import Celery
from celery.signals import worker_process_init

from common.garbage import spare_what_is_loaded

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

app = Celery("tavern")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_process_init.connect
def spare(**_: object) -> None:
    """In each process of a worker, once it is forked."""
    spare_what_is_loaded()
