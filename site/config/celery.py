"""The Celery application: tasks are nudges, rows are the truth (see docs/architecture.md)."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

app = Celery("tavern")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
