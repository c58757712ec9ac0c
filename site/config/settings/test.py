"""The test suite: real PostgreSQL, real Redis where REDIS_URL names one, no foreign host."""

from config.settings.base import *  # noqa: F403

SECRET_KEY = "tests-only"
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
LIMITS_FACTOR = 1000
MAIL_TRANSPORT = "file"
STAFF_NEEDS_SECOND_FACTOR = False
CELERY_TASK_ALWAYS_EAGER = False
CELERY_BROKER_URL = "memory://"
